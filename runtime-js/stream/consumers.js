'use strict';
// node:stream/consumers: all that a stream or iterable yields, as one value. No Rust half.
// Node docs: Utility Consumers.

const { Buffer } = require('buffer');

function bytesOf(chunk) {
  if (ArrayBuffer.isView(chunk)) return Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
  if (chunk instanceof ArrayBuffer) return Buffer.from(chunk);
  return Buffer.from(`${chunk}`);
}

async function collect(stream) {
  const chunks = [];
  for await (const chunk of stream) {
    const { Blob } = require('buffer');
    const isBlob = Blob !== undefined && chunk instanceof Blob;
    chunks.push(isBlob ? Buffer.from(await chunk.arrayBuffer()) : bytesOf(chunk));
  }
  return Buffer.concat(chunks);
}

async function arrayBuffer(stream) {
  const { buffer, byteOffset, byteLength } = await collect(stream);
  return buffer.slice(byteOffset, byteOffset + byteLength);
}

async function blob(stream) {
  const { Blob } = require('buffer');
  return new Blob([await collect(stream)]);
}

async function buffer(stream) {
  return Buffer.from(await arrayBuffer(stream));
}

async function bytes(stream) {
  return new Uint8Array(await arrayBuffer(stream));
}

async function text(stream) {
  const decoder = new TextDecoder();
  let result = '';
  for await (const chunk of stream) {
    result += typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true });
  }
  return result + decoder.decode();
}

async function json(stream) {
  return JSON.parse(await text(stream));
}

module.exports = { arrayBuffer, blob, buffer, bytes, text, json };
