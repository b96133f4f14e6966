'use strict';
// node:events: promises of single events, and listeners of abortion. No Rust half.
// Node docs: events.once, events.addAbortListener.

const { AbortError, codes: { ERR_INVALID_ARG_TYPE } } = require('internal/errors');
const { validateAbortSignal, validateFunction } = require('internal/validators');

const onceOnly = { once: true };

/** Adds a listener to an EventEmitter or an EventTarget. */
function addListener(target, name, listener, options) {
  if (typeof target.on === 'function') {
    if (options?.once) target.once(name, listener);
    else target.on(name, listener);
  } else if (typeof target.addEventListener === 'function') {
    target.addEventListener(name, listener, trusted(options));
  } else {
    throw new ERR_INVALID_ARG_TYPE('emitter', 'EventEmitter', target);
  }
}

// Listeners of rooms hear of events even after stopImmediatePropagation.
function trusted(options) {
  const { kResistStopPropagation } = require('internal/event_target');
  return { ...options, [kResistStopPropagation]: true };
}

/** Removes a listener from an EventEmitter or an EventTarget. */
function removeListener(target, name, listener) {
  if (typeof target.removeListener === 'function') {
    target.removeListener(name, listener);
  } else if (typeof target.removeEventListener === 'function') {
    target.removeEventListener(name, listener);
  } else {
    throw new ERR_INVALID_ARG_TYPE('emitter', 'EventEmitter', target);
  }
}

function aborted(signal) {
  return new AbortError(undefined, { cause: signal.reason });
}

/**
 * A promise of the arguments of the next event `name`; it rejects at `error`.
 * @throws {AbortError} when `options.signal` is aborted
 */
function once(emitter, name, { signal }) {
  validateAbortSignal(signal, 'options.signal');
  if (signal?.aborted) throw aborted(signal);
  return new Promise((resolve, reject) => {
    function onEvent(...args) {
      if (typeof emitter.removeListener === 'function') emitter.removeListener('error', onError);
      if (signal) removeListener(signal, 'abort', onAbort);
      resolve(args);
    }
    function onError(error) {
      emitter.removeListener(name, onEvent);
      if (signal) removeListener(signal, 'abort', onAbort);
      reject(error);
    }
    function onAbort() {
      removeListener(emitter, name, onEvent);
      removeListener(emitter, 'error', onError);
      reject(aborted(signal));
    }
    addListener(emitter, name, onEvent, onceOnly);
    // Only EventEmitters give `error` its meaning.
    if (name !== 'error' && typeof emitter.once === 'function') emitter.once('error', onError);
    if (signal) addListener(signal, 'abort', onAbort, onceOnly);
  });
}

/**
 * Calls `listener` once when the signal is or was aborted, whoever stops the event.
 * @returns {Disposable} an object that takes the listener away
 */
function addAbortListener(signal, listener) {
  if (signal === undefined) throw new ERR_INVALID_ARG_TYPE('signal', 'AbortSignal', signal);
  validateAbortSignal(signal, 'signal');
  validateFunction(listener, 'listener');
  let remove;
  if (signal.aborted) {
    queueMicrotask(() => listener());
  } else {
    signal.addEventListener('abort', listener, trusted(onceOnly));
    remove = () => signal.removeEventListener('abort', listener);
  }
  return {
    __proto__: null,
    [Symbol.dispose]() {
      remove?.();
    },
  };
}

module.exports = { addAbortListener, addListener, once, removeListener };
