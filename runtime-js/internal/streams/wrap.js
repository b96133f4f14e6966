'use strict';
// node:stream, streams of the old kind inside new ones. No Rust half. Node docs: readable.wrap.

const { destroyer } = require('internal/streams/destroyer');
const { errorOrDestroy } = require('internal/streams/destroy');

/** Makes a stream of the old kind (`data`, `end`, `pause`, `resume`) the source of stream one. */
function wrap(stream, old) {
  let paused = false;
  old.on('data', (chunk) => {
    if (!stream.push(chunk) && old.pause) {
      paused = true;
      old.pause();
    }
  });
  old.on('end', () => stream.push(null));
  old.on('error', (error) => errorOrDestroy(stream, error));
  old.on('close', () => stream.destroy());
  old.on('destroy', () => stream.destroy());
  stream._read = () => {
    if (paused && old.resume) {
      paused = false;
      old.resume();
    }
  };
  Object.keys(old).forEach((name) => {
    if (stream[name] === undefined && typeof old[name] === 'function') {
      stream[name] = old[name].bind(old);
    }
  });
  return stream;
}

/** A Readable around a stream of the old kind. */
function wrapped(source, options) {
  const Readable = require('internal/streams/readable');
  return new Readable({
    objectMode: source.readableObjectMode ?? source.objectMode ?? true,
    ...options,
    destroy(error, callback) {
      destroyer(source, error);
      callback(error);
    },
  }).wrap(source);
}

module.exports = { wrap, wrapped };
