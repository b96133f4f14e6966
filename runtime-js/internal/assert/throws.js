'use strict';
// node:assert, what is thrown: throws, rejects, ifError and their kin. No Rust half.
// Node docs: assert.throws.

const binding = internalBinding('assert');
const { inspect } = internalBinding('util');
const { isPromise, isRegExp } = internalBinding('types');
const { codes } = require('internal/errors');
const { validateFunction } = require('internal/validators');
const AssertionError = require('internal/assert/assertion_error');

const NO_EXCEPTION = Symbol('no exception');

const isError = (value) => value instanceof Error || Error.isError?.(value) === true;

/** Fails for an error that a callback was given. */
function unwanted(err, fn) {
  let message = 'ifError got unwanted exception: ';
  if (typeof err === 'object' && typeof err.message === 'string') {
    message += err.message === '' && err.constructor ? err.constructor.name : err.message;
  } else {
    message += inspect(err);
  }
  const error = new AssertionError({
    actual: err, expected: null, operator: 'ifError', message, stackStartFn: fn,
  });
  error.generatedMessage = true;
  joinStacks(error, err.stack);
  throw error;
}

/** Puts the frames of the original error behind those of the new one, without repeating any. */
function joinStacks(error, original) {
  if (typeof original !== 'string') return;
  const start = original.indexOf('\n    at');
  if (start === -1) return;
  const frames = original.slice(start + 1).split('\n');
  let own = error.stack.split('\n');
  for (const frame of frames) {
    const at = own.indexOf(frame);
    if (at !== -1) {
      own = own.slice(0, at);
      break;
    }
  }
  error.stack = `${own.join('\n')}\n${frames.join('\n')}`;
}

function caught(fn) {
  validateFunction(fn, 'fn');
  try {
    fn();
  } catch (error) {
    // The engine's words become V8's, which tests know.
    return internalBinding('process').polish(error);
  }
  return NO_EXCEPTION;
}

const isPromiseLike = (value) => isPromise(value) ||
  (value !== null && typeof value === 'object' && typeof value.then === 'function' &&
    typeof value.catch === 'function');

async function caughtLater(promiseFn) {
  let promise = promiseFn;
  if (typeof promiseFn === 'function') {
    promise = promiseFn();
    if (!isPromiseLike(promise)) {
      throw new codes.ERR_INVALID_RETURN_VALUE('instance of Promise', 'promiseFn', promise);
    }
  } else if (!isPromiseLike(promiseFn)) {
    throw new codes.ERR_INVALID_ARG_TYPE('promiseFn', ['Function', 'Promise'], promiseFn);
  }
  try {
    await promise;
  } catch (error) {
    return internalBinding('process').polish(error);
  }
  return NO_EXCEPTION;
}

function expectThrown(options, fn, actual, args) {
  let [error, message] = args;
  if (typeof error === 'string') {
    if (args.length > 1) {
      throw new codes.ERR_INVALID_ARG_TYPE(
        'error', ['Object', 'Error', 'Function', 'RegExp'], error);
    }
    const isSame = typeof actual === 'object' && actual !== null ?
      actual.message === error && 'error message' : actual === error && 'error';
    if (isSame) {
      const rest = isSame === 'error' ? '' : ' message';
      throw new codes.ERR_AMBIGUOUS_ARGUMENT('error/message',
        `The error${rest} "${error}" is identical to the message.`);
    }
    message = error;
    error = undefined;
  } else if (error != null && typeof error !== 'object' && typeof error !== 'function') {
    throw new codes.ERR_INVALID_ARG_TYPE(
      'error', ['Object', 'Error', 'Function', 'RegExp'], error);
  }
  if (actual === NO_EXCEPTION) {
    let details = error?.name ? ` (${error.name})` : '';
    details += message ? `: ${message}` : '.';
    const what = fn.name === 'rejects' ? 'rejection' : 'exception';
    throw new AssertionError({
      actual: undefined, expected: error, operator: fn.name,
      message: `Missing expected ${what}${details}`, stackStartFn: fn,
    });
  }
  if (error) expectException(options, actual, error, message, fn);
}

/** Fails unless what was thrown is what was expected. */
function expectException(options, actual, expected, message, fn) {
  let text;
  if (typeof expected !== 'function') {
    if (!isRegExp(expected)) return expectLike(options, actual, expected, message, fn);
    const string = String(actual);
    if (RegExp.prototype.exec.call(expected, string) !== null) return;
    text = `The input did not match the regular expression ${inspect(expected)}. ` +
      `Input:\n\n${inspect(string)}\n`;
  } else if (expected.prototype !== undefined && actual instanceof expected) {
    return;
  } else if (Object.prototype.isPrototypeOf.call(Error, expected)) {
    text = `The error is expected to be an instance of "${expected.name}". Received `;
    if (isError(actual)) {
      const name = actual.constructor?.name || actual.name;
      text += name === expected.name ?
        'an error with identical name but a different prototype.' : `"${name}"`;
      text += `\n\nError message:\n\n${actual.message}`;
    } else {
      text += `"${inspect(actual, { depth: -1 })}"`;
    }
  } else {
    const result = Reflect.apply(expected, {}, [actual]);
    if (result === true) return;
    const name = expected.name ? `"${expected.name}" ` : '';
    text = `The ${name}validation function is expected to return "true". ` +
      `Received ${inspect(result)}`;
    if (isError(actual)) text += `\n\nCaught error:\n\n${actual}`;
  }
  const error = new AssertionError({
    actual, expected, message: message || text, operator: fn.name, stackStartFn: fn,
  });
  error.generatedMessage = !message;
  throw error;
}

/** The properties of an object that a validation object names. */
class Comparison {
  constructor(object, keys, actual) {
    for (const key of keys) {
      if (!(key in object)) continue;
      this[key] = actual !== undefined && isMatch(actual[key], object[key]) ?
        actual[key] : object[key];
    }
  }
}

const isMatch = (value, pattern) => typeof value === 'string' && isRegExp(pattern) &&
  RegExp.prototype.exec.call(pattern, value) !== null;

function expectLike(options, actual, expected, message, fn) {
  const diff = options?.diff;
  if (typeof actual !== 'object' || actual === null) {
    const error = new AssertionError({
      actual, expected, message, operator: 'deepStrictEqual', stackStartFn: fn, diff,
    });
    error.operator = fn.name;
    throw error;
  }
  const keys = Object.keys(expected);
  if (expected instanceof Error) {
    keys.push('name', 'message');
  } else if (keys.length === 0) {
    throw new codes.ERR_INVALID_ARG_VALUE('error', expected, 'may not be an empty object');
  }
  for (const key of keys) {
    if (isMatch(actual[key], expected[key])) continue;
    if (key in actual && binding.isDeepStrictEqual(actual[key], expected[key])) continue;
    if (message) {
      if (message instanceof Error) throw message;
      throw new AssertionError({
        actual, expected, message, operator: fn.name, stackStartFn: fn,
      });
    }
    const error = new AssertionError({
      actual: new Comparison(actual, keys),
      expected: new Comparison(expected, keys, actual),
      operator: 'deepStrictEqual',
      stackStartFn: fn,
      diff,
    });
    error.actual = actual;
    error.expected = expected;
    error.operator = fn.name;
    throw error;
  }
}

function expectNothing(fn, actual, args) {
  if (actual === NO_EXCEPTION) return;
  let [error, message] = args;
  if (typeof error === 'string') {
    message = error;
    error = undefined;
  }
  if (!error || hasMatchingError(actual, error)) {
    const details = message ? `: ${message}` : '.';
    const what = fn.name === 'doesNotReject' ? 'rejection' : 'exception';
    throw new AssertionError({
      actual, expected: error, operator: fn.name, stackStartFn: fn,
      message: `Got unwanted ${what}${details}\nActual message: "${actual?.message}"`,
    });
  }
  throw actual;
}

function hasMatchingError(actual, expected) {
  if (typeof expected !== 'function') {
    if (isRegExp(expected)) {
      return RegExp.prototype.exec.call(expected, String(actual)) !== null;
    }
    throw new codes.ERR_INVALID_ARG_TYPE('expected', ['Function', 'RegExp'], expected);
  }
  if (expected.prototype !== undefined && actual instanceof expected) return true;
  if (Object.prototype.isPrototypeOf.call(Error, expected)) return false;
  return Reflect.apply(expected, {}, [actual]) === true;
}

module.exports = { caught, caughtLater, expectNothing, expectThrown, unwanted };
