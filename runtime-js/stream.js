'use strict';
// node:stream: the module is the class Stream with all else as its properties. No Rust half.
// Node docs: Stream. Nothing but the base class is loaded with it.

const { Stream } = require('internal/streams/legacy');
const { getDefaultHighWaterMark, setDefaultHighWaterMark } = require('internal/streams/state');

// Questions: name of the export, name in internal/streams/questions.
['isDestroyed', 'isDisturbed', 'isErrored', 'isReadable', 'isWritable'].forEach((name) => {
  const { [name]: question } = {
    [name](stream) {
      return require('internal/streams/questions')[name](stream);
    },
  };
  Stream[name] = question;
});

// The classes are loaded when first asked for, and may be replaced.
['Readable', 'Writable', 'Duplex', 'Transform', 'PassThrough'].forEach((name) => {
  let loaded;
  Object.defineProperty(Stream, name, {
    __proto__: null,
    configurable: true,
    enumerable: true,
    get: () => loaded ??= require(`internal/streams/${name.toLowerCase()}`),
    set(value) {
      loaded = value;
    },
  });
});

Stream.duplexPair = function duplexPair(options) {
  return require('internal/streams/duplexpair')(options);
};
Stream.pipeline = function pipeline(...streams) {
  return require('internal/streams/pipeline').pipeline(...streams);
};
Stream.addAbortSignal = function addAbortSignal(signal, stream) {
  return require('internal/streams/add-abort-signal').addAbortSignal(signal, stream);
};
Stream.finished = function finished(stream, options, callback) {
  const { eos } = require('internal/streams/end-of-stream');
  return arguments.length < 3 ? eos(stream, options) : eos(stream, options, callback);
};
Stream.destroy = function destroy(stream, error) {
  return require('internal/streams/destroyer').destroyer(stream, error);
};
Stream.compose = function compose(...streams) {
  return require('internal/streams/compose')(...streams);
};
Stream.setDefaultHighWaterMark = setDefaultHighWaterMark;
Stream.getDefaultHighWaterMark = getDefaultHighWaterMark;

Object.defineProperty(Stream, 'promises', {
  __proto__: null,
  configurable: true,
  enumerable: true,
  get: () => require('stream/promises'),
});
const promisify = Symbol.for('nodejs.util.promisify.custom');
['finished', 'pipeline'].forEach((name) => {
  Object.defineProperty(Stream[name], promisify, {
    __proto__: null,
    enumerable: true,
    get: () => require('stream/promises')[name],
  });
});

Stream.Stream = Stream;
Stream._isArrayBufferView = ArrayBuffer.isView;
Stream._isUint8Array = function isUint8Array(value) {
  return value instanceof Uint8Array;
};
Stream._uint8ArrayToBuffer = function _uint8ArrayToBuffer(chunk) {
  return require('buffer').Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
};

module.exports = Stream;
