'use strict';
// node:stream, the beginning of streams that have `_construct`, or begin anew. No Rust half.
// Node docs: writable._construct.

const { codes: { ERR_MULTIPLE_CALLBACK } } = require('internal/errors');
const { errorOrDestroy, kDestroy } = require('internal/streams/destroy');

const kConstruct = Symbol('kConstruct');

/** Puts both states back to their beginning, for sockets that connect anew. */
function undestroy(stream) {
  const r = stream._readableState;
  const w = stream._writableState;
  if (r) {
    r.constructed = true;
    r.closed = r.closeEmitted = r.destroyed = r.errorEmitted = r.reading = false;
    r.errored = null;
    r.ended = r.endEmitted = r.readable === false;
  }
  if (w) {
    w.constructed = true;
    w.destroyed = w.closed = w.closeEmitted = w.errorEmitted = w.finalCalled = w.prefinished = false;
    w.errored = null;
    w.ended = w.ending = w.finished = w.writable === false;
  }
}

/** Runs the stream's `_construct`, if it has one, then `callback`; a Duplex does it once for both. */
function construct(stream, callback) {
  if (typeof stream._construct !== 'function') return;
  const r = stream._readableState;
  const w = stream._writableState;
  if (r) r.constructed = false;
  if (w) w.constructed = false;
  stream.once(kConstruct, callback);
  if (stream.listenerCount(kConstruct) > 1) return;
  process.nextTick(constructNT, stream);
}

function constructNT(stream) {
  let called = false;
  function onConstruct(error) {
    if (called) {
      errorOrDestroy(stream, error ?? new ERR_MULTIPLE_CALLBACK());
      return;
    }
    called = true;
    const r = stream._readableState;
    const w = stream._writableState;
    if (r) r.constructed = true;
    if (w) w.constructed = true;
    if ((w || r).destroyed) stream.emit(kDestroy, error);
    else if (error) errorOrDestroy(stream, error, true);
    else stream.emit(kConstruct);
  }
  try {
    stream._construct((error) => process.nextTick(onConstruct, error));
  } catch (error) {
    process.nextTick(onConstruct, error);
  }
}

module.exports = { construct, undestroy };
