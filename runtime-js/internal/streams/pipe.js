'use strict';
// node:stream, how a Readable is piped. No Rust half. Node docs: readable.pipe, readable.unpipe.

const { errorOrDestroy } = require('internal/streams/destroy');
const { prependListener } = require('internal/streams/legacy');
const { none } = require('internal/streams/state');

/** Writes all chunks into `dest`, at the pace it accepts; `end: false` leaves it open at the end. */
function pipe(src, dest, options) {
  const state = src._readableState;
  if (state.pipes.length === 1 && !state.multiAwaitDrain) {
    state.multiAwaitDrain = true;
    state.awaitDrainWriters = new Set(state.awaitDrainWriters ? [state.awaitDrainWriters] : []);
  }
  if (state.pipes === none) state.pipes = [];
  state.pipes.push(dest);

  const ends = (!options || options.end !== false) &&
    !(dest._isStdio && (dest === process.stdout || dest === process.stderr));
  const onSourceEnd = ends ? onend : unpipe;
  if (state.endEmitted) process.nextTick(onSourceEnd);
  else src.once('end', onSourceEnd);

  dest.on('unpipe', onunpipe);
  function onunpipe(readable, info) {
    if (readable === src && info && info.hasUnpiped === false) {
      info.hasUnpiped = true;
      cleanup();
    }
  }
  function onend() {
    dest.end();
  }

  let ondrain;
  let cleaned = false;
  function cleanup() {
    dest.removeListener('close', onclose);
    dest.removeListener('finish', onfinish);
    if (ondrain) dest.removeListener('drain', ondrain);
    dest.removeListener('error', onerror);
    dest.removeListener('unpipe', onunpipe);
    src.removeListener('end', onend);
    src.removeListener('end', unpipe);
    src.removeListener('data', ondata);
    cleaned = true;
    // A source that waits for this destination must not wait for ever.
    if (ondrain && state.awaitDrainWriters &&
        (!dest._writableState || dest._writableState.needDrain)) ondrain();
  }

  function pause() {
    if (!cleaned) {
      if (state.pipes.length === 1 && state.pipes[0] === dest) {
        state.awaitDrainWriters = dest;
        state.multiAwaitDrain = false;
      } else if (state.pipes.length > 1 && state.pipes.includes(dest)) {
        state.awaitDrainWriters.add(dest);
      }
      src.pause();
    }
    if (!ondrain) {
      ondrain = () => onDestinationDrain(src, dest);
      dest.on('drain', ondrain);
    }
  }

  src.on('data', ondata);
  function ondata(chunk) {
    try {
      if (dest.write(chunk) === false) pause();
    } catch (error) {
      dest.destroy(error);
    }
  }

  function onerror(error) {
    unpipe();
    dest.removeListener('error', onerror);
    if (dest.listenerCount('error') > 0) return;
    const s = dest._writableState || dest._readableState;
    if (s && !s.errorEmitted) errorOrDestroy(dest, error);
    else dest.emit('error', error);
  }
  prependListener(dest, 'error', onerror);

  function onclose() {
    dest.removeListener('finish', onfinish);
    unpipe();
  }
  dest.once('close', onclose);
  function onfinish() {
    dest.removeListener('close', onclose);
    unpipe();
  }
  dest.once('finish', onfinish);
  function unpipe() {
    src.unpipe(dest);
  }

  dest.emit('pipe', src);
  if (dest.writableNeedDrain === true) pause();
  else if (!state.flowing) src.resume();
  return dest;
}

function onDestinationDrain(src, dest) {
  const state = src._readableState;
  if (state.awaitDrainWriters === dest) state.awaitDrainWriters = null;
  else if (state.multiAwaitDrain) state.awaitDrainWriters.delete(dest);
  if ((!state.awaitDrainWriters || state.awaitDrainWriters.size === 0) &&
      src.listenerCount('data') > 0) src.resume();
}

/** Stops writing into `dest`, or into all destinations. */
function unpipe(src, dest, state) {
  const info = { hasUnpiped: false };
  if (!dest) {
    const { pipes } = state;
    state.pipes = none;
    src.pause();
    for (let i = 0; i < pipes.length; i++) pipes[i].emit('unpipe', src, { hasUnpiped: false });
    return src;
  }
  const index = state.pipes.indexOf(dest);
  if (index === -1) return src;
  state.pipes.splice(index, 1);
  if (state.pipes.length === 0 && !state.endEmitted) src.pause();
  dest.emit('unpipe', src, info);
  return src;
}

module.exports = { pipe, unpipe };
