'use strict';
// node:stream, destroying streams of every kind. No Rust half. Node docs: stream.destroy.

const { AbortError } = require('internal/errors');
const { isDestroyed, isFinished, isServerRequest } = require('internal/streams/questions');

const kIsDestroyed = Symbol.for('nodejs.stream.destroyed');
const isRequest = (stream) => stream?.setHeader && typeof stream.abort === 'function';

function emitCloseLegacy(stream) {
  stream.emit('close');
}

function emitErrorCloseLegacy(stream, error) {
  stream.emit('error', error);
  process.nextTick(emitCloseLegacy, stream);
}

/** Destroys whatever kind of stream it is; one that is unfinished gets an AbortError. */
function destroyer(stream, error) {
  if (!stream || isDestroyed(stream)) return;
  if (!error && !isFinished(stream)) error = new AbortError();
  if (isServerRequest(stream)) {
    stream.socket = null;
    stream.destroy(error);
  } else if (isRequest(stream)) {
    stream.abort();
  } else if (isRequest(stream.req)) {
    stream.req.abort();
  } else if (typeof stream.destroy === 'function') {
    stream.destroy(error);
  } else if (typeof stream.close === 'function') {
    stream.close();
  } else if (error) {
    process.nextTick(emitErrorCloseLegacy, stream, error);
  } else {
    process.nextTick(emitCloseLegacy, stream);
  }
  if (!stream.destroyed) stream[kIsDestroyed] = true;
}

module.exports = { destroyer };
