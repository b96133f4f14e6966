'use strict';
// AbortController and AbortSignal. No Rust half. WHATWG DOM §3; Node docs: Class: AbortController.

const { kMaxEventTargetListeners } = require('events');
const {
  Event,
  EventTarget,
  defineEventHandler,
  finish,
  kEvents,
  kNewListener,
  kRemoveListener,
  kTrustEvent,
} = require('internal/event_target');
const { codes: { ERR_ILLEGAL_CONSTRUCTOR, ERR_INVALID_ARG_TYPE, ERR_INVALID_THIS } } =
  require('internal/errors');
const { validateUint32 } = require('internal/validators');

const customInspect = Symbol.for('nodejs.util.inspect.custom');
const kAborted = Symbol('kAborted');
const kReason = Symbol('kReason');
const kComposite = Symbol('kComposite');
const kDependents = Symbol('kDependantSignals');
const kSources = Symbol('kSourceSignals');

// What the constructor must be given: only this file can.
const kMake = Symbol('make');

// Dependent and timed signals somebody listens to: their sources hold them weakly.
const listenedTo = new Set();

function abortError() {
  const { DOMException } = require('internal/domexception');
  return new DOMException('This operation was aborted', 'AbortError');
}

function isSignal(value) {
  return value !== null && typeof value === 'object' && typeof value[kAborted] === 'boolean';
}

function thisSignal(signal) {
  if (!isSignal(signal)) throw new ERR_INVALID_THIS('AbortSignal');
  return signal;
}

function showNested(object, name, depth, options, properties) {
  if (depth < 0) return object;
  const nested = { ...options, depth: options.depth === null ? null : options.depth - 1 };
  return `${name} ${internalBinding('util').inspect(properties, nested)}`;
}

class AbortSignal extends EventTarget {
  constructor(token = undefined) {
    if (token !== kMake) throw new ERR_ILLEGAL_CONSTRUCTOR();
    super();
    this[kMaxEventTargetListeners] = 0;
    this[kAborted] = false;
    this[kReason] = undefined;
    this[kComposite] = false;
  }

  get aborted() {
    return thisSignal(this)[kAborted];
  }

  get reason() {
    return thisSignal(this)[kReason];
  }

  throwIfAborted() {
    if (thisSignal(this)[kAborted]) throw this[kReason];
  }

  /** A signal already aborted. */
  static abort(reason = abortError()) {
    const signal = new AbortSignal(kMake);
    signal[kAborted] = true;
    signal[kReason] = reason;
    return signal;
  }

  /** A signal aborted after `delay` ms; its timer keeps nothing alive. */
  static timeout(delay) {
    validateUint32(delay, 'delay', false);
    const signal = new AbortSignal(kMake);
    signal[kComposite] = true;
    const weak = new WeakRef(signal);
    require('timers').setTimeout(() => {
      const signal = weak.deref();
      if (signal === undefined) return;
      const { DOMException } = require('internal/domexception');
      abortSignal(signal,
        new DOMException('The operation was aborted due to timeout', 'TimeoutError'));
    }, delay).unref();
    return signal;
  }

  /** A signal aborted as soon as one of `signals` is. */
  static any(signals) {
    if (signals === null || typeof signals !== 'object' ||
        typeof signals[Symbol.iterator] !== 'function') {
      throw invalid('signals cannot be converted to sequence.');
    }
    const list = Array.from(signals);
    for (let i = 0; i < list.length; i++) {
      if (!isSignal(list[i])) throw invalid(`signals[${i}] is not of type AbortSignal.`);
    }
    const result = new AbortSignal(kMake);
    result[kComposite] = true;
    for (let i = 0; i < list.length; i++) {
      if (list[i][kAborted]) {
        result[kAborted] = true;
        result[kReason] = list[i][kReason];
        return result;
      }
    }
    result[kSources] = new Set();
    const weak = new WeakRef(result);
    for (let i = 0; i < list.length; i++) {
      const sources = list[i][kSources] ?? [list[i]];
      for (const source of sources) {
        if (result[kSources].has(source)) continue;
        result[kSources].add(source);
        addDependent(source, weak);
      }
    }
    return result;
  }

  [customInspect](depth, options) {
    return showNested(this, this.constructor.name, depth, options, { aborted: this.aborted });
  }

  [kNewListener](size, type, ...rest) {
    super[kNewListener](size, type, ...rest);
    if (type === 'abort' && this[kComposite] && !this[kAborted]) listenedTo.add(this);
  }

  [kRemoveListener](size, type) {
    if (type === 'abort' && size === 0) listenedTo.delete(this);
  }
}

finish(AbortSignal, 'AbortSignal');
Object.defineProperty(AbortSignal.prototype, 'reason', { __proto__: null, enumerable: false });
Object.defineProperty(AbortSignal.prototype, 'throwIfAborted',
  { __proto__: null, enumerable: false });
defineEventHandler(AbortSignal.prototype, 'abort');

function invalid(message) {
  const error = new ERR_INVALID_ARG_TYPE('signals', 'Array', undefined);
  error.message = message;
  return error;
}

function addDependent(source, weak) {
  const set = source[kDependents] ??= new Set();
  // Those gone meanwhile make room from time to time.
  if (set.size >= 32 && (set.size & (set.size - 1)) === 0) {
    set.forEach((one) => {
      if (one.deref() === undefined) set.delete(one);
    });
  }
  set.add(weak);
}

/** WHATWG DOM: "signal abort": all dependents are aborted before the first event. */
function abortSignal(signal, reason) {
  if (signal[kAborted]) return;
  signal[kAborted] = true;
  signal[kReason] = reason;
  const told = [signal];
  const dependents = signal[kDependents];
  if (dependents !== undefined) {
    signal[kDependents] = undefined;
    dependents.forEach((weak) => {
      const dependent = weak.deref();
      if (dependent === undefined || dependent[kAborted]) return;
      dependent[kAborted] = true;
      dependent[kReason] = reason;
      told.push(dependent);
    });
  }
  for (let i = 0; i < told.length; i++) {
    if (told[i][kEvents] !== undefined) {
      told[i].dispatchEvent(new Event('abort', { [kTrustEvent]: true }));
    }
    listenedTo.delete(told[i]);
  }
}

class AbortController {
  #signal;

  get signal() {
    this.#signal ??= new AbortSignal(kMake);
    return this.#signal;
  }

  abort(reason = abortError()) {
    abortSignal(this.#signal ??= new AbortSignal(kMake), reason);
  }

  [customInspect](depth, options) {
    return showNested(this, 'AbortController', depth, options, { signal: this.signal });
  }
}

finish(AbortController, 'AbortController');

/** A promise that is settled when `signal` is aborted; `resource` must live till then. */
function aborted(signal, resource) {
  try {
    if (signal === undefined) throw new ERR_INVALID_ARG_TYPE('signal', 'AbortSignal', signal);
    const { validateAbortSignal, validateObject } = require('internal/validators');
    validateAbortSignal(signal, 'signal');
    validateObject(resource, 'resource', 6);
  } catch (error) {
    return Promise.reject(error);
  }
  return signal.aborted ? Promise.resolve() : abortion(signal, new WeakRef(resource));
}

function abortion(signal, weak) {
  const { kResistStopPropagation } = require('internal/event_target');
  return new Promise((resolve) => {
    const onAbort = () => {
      if (weak.deref() !== undefined) resolve();
    };
    signal.addEventListener('abort', onAbort, { once: true, [kResistStopPropagation]: true });
  });
}

module.exports = { AbortController, AbortSignal, abortSignal, aborted };
