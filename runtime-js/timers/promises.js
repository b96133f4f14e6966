'use strict';
// node:timers/promises, over runtime-js/timers.js; no Rust half of its own.
// Node docs: Timers Promises API.

const { AbortError, codes } = require('internal/errors');
const timers = require('timers');
const {
  validateAbortSignal, validateBoolean, validateNumber, validateObject,
} = require('internal/validators');

function validate(delay, options) {
  if (delay !== undefined) validateNumber(delay, 'delay');
  validateObject(options, 'options');
  if (options.signal !== undefined) validateAbortSignal(options.signal, 'options.signal');
  if (options.ref !== undefined) validateBoolean(options.ref, 'options.ref');
}

const aborted = (signal) => new AbortError(undefined, { cause: signal.reason });

/** A promise of what `start(resolve)` schedules, which the signal may give up with `stop`. */
function scheduled(options, start, stop) {
  const { signal, ref = true } = options;
  if (signal?.aborted) return Promise.reject(aborted(signal));
  return new Promise((resolve, reject) => {
    if (signal === undefined) {
      const timer = start(resolve);
      if (!ref) timer.unref();
      return;
    }
    const cancel = () => {
      stop(timer);
      reject(aborted(signal));
    };
    const timer = start((value) => {
      signal.removeEventListener('abort', cancel);
      resolve(value);
    });
    if (!ref) timer.unref();
    signal.addEventListener('abort', cancel, { once: true });
  });
}

function setTimeout(delay, value, options = {}) {
  try {
    validate(delay, options);
  } catch (error) {
    return Promise.reject(error);
  }
  return scheduled(
    options, (done) => timers.setTimeout(done, delay, value), timers.clearTimeout);
}

function setImmediate(value, options = {}) {
  try {
    validate(undefined, options);
  } catch (error) {
    return Promise.reject(error);
  }
  return scheduled(
    options, (done) => timers.setImmediate(done, value), timers.clearImmediate);
}

async function* setInterval(delay, value, options = {}) {
  validate(delay, options);
  const { signal, ref = true } = options;
  if (signal?.aborted) throw aborted(signal);
  let due = 0;
  let wake;
  const interval = timers.setInterval(() => {
    due++;
    wake?.();
    wake = undefined;
  }, delay);
  if (!ref) interval.unref();
  let cancel;
  if (signal !== undefined) {
    cancel = () => {
      timers.clearInterval(interval);
      wake?.(Promise.reject(aborted(signal)));
      wake = undefined;
    };
    signal.addEventListener('abort', cancel, { once: true });
  }
  try {
    while (!signal?.aborted) {
      if (due === 0) await new Promise((resolve) => wake = resolve);
      for (; due > 0; due--) yield value;
    }
    throw aborted(signal);
  } finally {
    timers.clearInterval(interval);
    signal?.removeEventListener('abort', cancel);
  }
}

class Scheduler {
  #own = true;

  constructor(key) {
    if (key !== Scheduler) throw new codes.ERR_ILLEGAL_CONSTRUCTOR();
  }

  static #check(value) {
    if (!(typeof value === 'object' && value !== null && #own in value)) {
      throw new codes.ERR_INVALID_THIS('Scheduler');
    }
  }

  yield() {
    Scheduler.#check(this);
    return setImmediate();
  }

  wait(delay, options) {
    Scheduler.#check(this);
    return setTimeout(delay, undefined, options);
  }
}

module.exports = { setTimeout, setImmediate, setInterval, scheduler: new Scheduler(Scheduler) };
