'use strict';
// node:events: events as an asynchronous iterator. No Rust half. Node docs: events.on.

const { AbortError, codes: { ERR_INVALID_ARG_TYPE } } = require('internal/errors');
const { validateAbortSignal, validateInteger } = require('internal/validators');
const { addAbortListener, addListener, removeListener } = require('internal/events/once');

const AsyncIteratorPrototype =
  Object.getPrototypeOf(Object.getPrototypeOf(async function*() {}).prototype);
const kFirstEventParam = Symbol('nodejs.kFirstEventParam');
const kWatermarkData = Symbol('nodejs.watermarkData');

/**
 * Iterates over the argument lists of an event.
 * @param {object} options signal, close (names of events that end it), highWaterMark, lowWaterMark
 *   (numbers of events at which the emitter is paused and resumed)
 */
function on(emitter, event, options) {
  const { signal } = options;
  validateAbortSignal(signal, 'options.signal');
  if (signal?.aborted) throw new AbortError(undefined, { cause: signal.reason });
  const high = options.highWaterMark ?? options.highWatermark ?? Number.MAX_SAFE_INTEGER;
  validateInteger(high, 'options.highWaterMark', 1);
  const low = options.lowWaterMark ?? options.lowWatermark ?? 1;
  validateInteger(low, 'options.lowWaterMark', 1);

  const events = [];
  const waiting = [];
  const added = [];
  let paused = false;
  let error = null;
  let finished = false;

  function listen(name, listener) {
    addListener(emitter, name, listener);
    added.push(name, listener);
  }

  function onValue(value) {
    if (waiting.length > 0) {
      waiting.shift().resolve({ value, done: false });
      return;
    }
    events.push(value);
    if (!paused && events.length > high) {
      paused = true;
      emitter.pause();
    }
  }

  function onError(reason) {
    if (waiting.length > 0) waiting.shift().reject(reason);
    else error = reason;
    close();
  }

  function close() {
    abortion?.[Symbol.dispose]();
    for (let i = 0; i < added.length; i += 2) removeListener(emitter, added[i], added[i + 1]);
    added.length = 0;
    finished = true;
    const end = { value: undefined, done: true };
    while (waiting.length > 0) waiting.shift().resolve(end);
    return Promise.resolve(end);
  }

  const iterator = {
    __proto__: AsyncIteratorPrototype,
    next() {
      if (events.length > 0) {
        const value = events.shift();
        if (paused && events.length < low) {
          emitter.resume();
          paused = false;
        }
        return Promise.resolve({ value, done: false });
      }
      if (error) {
        const rejection = Promise.reject(error);
        error = null;
        return rejection;
      }
      if (finished) return close();
      return new Promise((resolve, reject) => waiting.push({ resolve, reject }));
    },
    return() {
      return close();
    },
    throw(reason) {
      if (!reason || !(reason instanceof Error)) {
        throw new ERR_INVALID_ARG_TYPE('EventEmitter.AsyncIterator', 'Error', reason);
      }
      onError(reason);
    },
    [Symbol.asyncIterator]() {
      return this;
    },
    [kWatermarkData]: {
      get size() { return events.length; },
      get low() { return low; },
      get high() { return high; },
      get isPaused() { return paused; },
    },
  };

  listen(event, options[kFirstEventParam] ? onValue : (...args) => onValue(args));
  if (event !== 'error' && typeof emitter.on === 'function') listen('error', onError);
  options.close?.forEach((name) => listen(name, close));
  const abortion = signal && addAbortListener(signal, () =>
    onError(new AbortError(undefined, { cause: signal.reason })));
  return iterator;
}

module.exports = { kFirstEventParam, kWatermarkData, on };
