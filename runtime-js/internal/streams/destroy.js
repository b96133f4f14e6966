'use strict';
// node:stream, how streams are constructed, fail and end. No Rust half.
// Node docs: writable.destroy, readable.destroy, writable._construct.

const { aggregateTwoErrors } = require('internal/errors');

const kDestroy = Symbol('kDestroy');

// Both states of a stream remember its first error.
function remember(error, w, r) {
  if (!error) return;
  if (w && !w.errored) w.errored = error;
  if (r && !r.errored) r.errored = error;
}

/** `stream.destroy(error, callback)`: as a method of both sides. */
function destroy(error, callback) {
  const r = this._readableState;
  const w = this._writableState;
  const s = w || r;
  if (w?.destroyed || r?.destroyed) {
    if (typeof callback === 'function') callback();
    return this;
  }
  remember(error, w, r);
  if (w) w.destroyed = true;
  if (r) r.destroyed = true;
  if (s.constructed) {
    destroyNow(this, error, callback);
  } else {
    this.once(kDestroy, (later) => destroyNow(this, aggregateTwoErrors(later, error), callback));
  }
  return this;
}

function destroyNow(stream, error, callback) {
  let called = false;
  function onDestroy(error) {
    if (called) return;
    called = true;
    const r = stream._readableState;
    const w = stream._writableState;
    remember(error, w, r);
    if (w) w.closed = true;
    if (r) r.closed = true;
    if (typeof callback === 'function') callback(error);
    if (error) process.nextTick(emitErrorCloseNT, stream, error);
    else process.nextTick(emitCloseNT, stream);
  }
  try {
    stream._destroy(error || null, onDestroy);
  } catch (thrown) {
    onDestroy(thrown);
  }
}

function emitErrorCloseNT(stream, error) {
  emitErrorNT(stream, error);
  emitCloseNT(stream);
}

function emitCloseNT(stream) {
  const r = stream._readableState;
  const w = stream._writableState;
  if (w) w.closeEmitted = true;
  if (r) r.closeEmitted = true;
  if (w?.emitClose || r?.emitClose) stream.emit('close');
}

function emitErrorNT(stream, error) {
  const r = stream._readableState;
  const w = stream._writableState;
  if (w?.errorEmitted || r?.errorEmitted) return;
  if (w) w.errorEmitted = true;
  if (r) r.errorEmitted = true;
  stream.emit('error', error);
}

/** Destroys the stream with an error, or only emits it where autoDestroy is off. */
function errorOrDestroy(stream, error, sync) {
  const r = stream._readableState;
  const w = stream._writableState;
  if (w?.destroyed || r?.destroyed) return;
  if (r?.autoDestroy || w?.autoDestroy) {
    stream.destroy(error);
  } else if (error) {
    remember(error, w, r);
    if (sync) process.nextTick(emitErrorNT, stream, error);
    else emitErrorNT(stream, error);
  }
}

/** Puts both states back to their beginning, for sockets that connect anew. */
function undestroy() {
  require('internal/streams/construct').undestroy(this);
}

/** Runs the stream's `_construct`, if it has one, then `callback`; a Duplex does it once for both. */
function construct(stream, callback) {
  require('internal/streams/construct').construct(stream, callback);
}

module.exports = { construct, destroy, errorOrDestroy, kDestroy, undestroy };
