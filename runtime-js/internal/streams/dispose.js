'use strict';
// node:stream, `await using`. No Rust half. Node docs: readable[Symbol.asyncDispose].

const { AbortError } = require('internal/errors');
const { eos } = require('internal/streams/end-of-stream');

/** Destroys a stream, with an AbortError unless it is done; a promise of its end. */
module.exports = function dispose(stream, done) {
  let error;
  if (!stream.destroyed) {
    error = done ? null : new AbortError();
    stream.destroy(error);
  }
  return new Promise((resolve, reject) =>
    eos(stream, (found) => (found && found !== error ? reject(found) : resolve(null))));
};
