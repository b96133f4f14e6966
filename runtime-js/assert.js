'use strict';
// node:assert: the JavaScript half of crates/ouro-node/src/assert/. Node docs: Assert.

const binding = internalBinding('assert');
const { inspect, format } = internalBinding('util');
const { isPromise, isRegExp } = internalBinding('types');
const { codes } = require('internal/errors');
const { validateFunction, validateOneOf } = require('internal/validators');
const AssertionError = require('internal/assert/assertion_error');

const NO_EXCEPTION = Symbol('no exception');
const kOptions = Symbol('options');

const isError = (value) => value instanceof Error || Error.isError?.(value) === true;

/** The options of the `Assert` that a method was called on; none for a method on its own. */
const optionsOf = (self) => self?.[kOptions];

/** Throws for a failed comparison; `given` are the arguments after the values. */
function fail(self, details, given) {
  const { diff } = optionsOf(self) ?? {};
  const { actual, expected } = details;
  const [message] = given;
  let custom;
  if (given.length > 0) {
    if (message instanceof Error) {
      if (given.length > 1) {
        throw new codes.ERR_AMBIGUOUS_ARGUMENT('message',
          `The error message was passed as error object "${String(message)}" has trailing ` +
          'arguments that would be ignored.');
      }
      throw message;
    }
    if (typeof message === 'function') {
      if (given.length > 1) {
        throw new codes.ERR_AMBIGUOUS_ARGUMENT('message',
          `The error message with function "${message.name || 'anonymous'}" has trailing ` +
          'arguments that would be ignored.');
      }
      custom = message(actual, expected);
      if (typeof custom !== 'string') custom = undefined;
    } else if (typeof message === 'string') {
      custom = given.length > 1 ? format(...given) : message;
    } else {
      throw new codes.ERR_INVALID_ARG_TYPE('message', ['string', 'function'], message);
    }
  }
  throw new AssertionError({ ...details, message: custom, diff });
}

function need(args) {
  if (args.length < 2) throw new codes.ERR_MISSING_ARGS('actual', 'expected');
}

/** The source of the failed call, found through the stack. */
function callSource(fn) {
  const { prepareStackTrace, stackTraceLimit } = Error;
  try {
    Error.stackTraceLimit = 1;
    Error.prepareStackTrace = (_, sites) => sites;
    const holder = {};
    Error.captureStackTrace(holder, fn);
    const site = holder.stack?.[0];
    let file = site?.getFileName?.();
    if (!file) return undefined;
    if (file.startsWith('file:')) file = require('url').fileURLToPath(file);
    const source = require('fs').readFileSync(file, 'utf8');
    return binding.callText(source, site.getLineNumber(), site.getColumnNumber());
  } catch {
    return undefined;
  } finally {
    Error.prepareStackTrace = prepareStackTrace;
    Error.stackTraceLimit = stackTraceLimit;
  }
}

/** Fails unless the first argument is truthy. */
function check(self, fn, args) {
  if (args[0]) return;
  let given = args.slice(1);
  let generated = false;
  if (args.length === 0) {
    generated = true;
    given = ['No value argument passed to `assert.ok()`'];
  } else if (given.length === 0 || given[0] == null) {
    generated = true;
    const text = callSource(fn);
    given = text === undefined ? [] :
      [`The expression evaluated to a falsy value:\n\n  ${text.replaceAll('\n', '\n  ')}\n`];
  }
  if (!generated) {
    const details = { actual: args[0], expected: true, operator: '==', stackStartFn: fn };
    return fail(self, details, given);
  }
  const error = new AssertionError({
    actual: args[0], expected: true, message: given[0], operator: '==', stackStartFn: fn,
  });
  error.generatedMessage = true;
  throw error;
}

/** Whether values are deeply equal by the rules of an `Assert`. */
function isDeepStrictEqual(self, actual, expected) {
  return binding.isDeepStrictEqual(actual, expected, optionsOf(self)?.skipPrototype);
}

const methods = {
  ok(...args) {
    check(this, methods.ok, args);
  },

  fail(message) {
    if (isError(message)) throw message;
    const generated = arguments.length === 0 || message === undefined;
    const error = new AssertionError({
      message: generated ? 'Failed' : message,
      operator: 'fail',
      stackStartFn: methods.fail,
      diff: optionsOf(this)?.diff,
    });
    error.generatedMessage = generated || error.generatedMessage;
    throw error;
  },

  equal(actual, expected, ...message) {
    need(arguments);
    // eslint-disable-next-line eqeqeq
    if (actual == expected || (actual !== actual && expected !== expected)) return;
    fail(this, { actual, expected, operator: '==', stackStartFn: methods.equal }, message);
  },

  notEqual(actual, expected, ...message) {
    need(arguments);
    // eslint-disable-next-line eqeqeq
    if (actual != expected && (actual === actual || expected === expected)) return;
    fail(this, { actual, expected, operator: '!=', stackStartFn: methods.notEqual }, message);
  },

  deepEqual(actual, expected, ...message) {
    need(arguments);
    if (binding.isDeepEqual(actual, expected)) return;
    fail(this,
      { actual, expected, operator: 'deepEqual', stackStartFn: methods.deepEqual }, message);
  },

  notDeepEqual(actual, expected, ...message) {
    need(arguments);
    if (!binding.isDeepEqual(actual, expected)) return;
    fail(this,
      { actual, expected, operator: 'notDeepEqual', stackStartFn: methods.notDeepEqual }, message);
  },

  deepStrictEqual(actual, expected, ...message) {
    need(arguments);
    if (isDeepStrictEqual(this, actual, expected)) return;
    const stackStartFn = methods.deepStrictEqual;
    fail(this, { actual, expected, operator: 'deepStrictEqual', stackStartFn }, message);
  },

  notDeepStrictEqual(actual, expected, ...message) {
    need(arguments);
    if (!isDeepStrictEqual(this, actual, expected)) return;
    const stackStartFn = methods.notDeepStrictEqual;
    fail(this, { actual, expected, operator: 'notDeepStrictEqual', stackStartFn }, message);
  },

  strictEqual(actual, expected, ...message) {
    need(arguments);
    if (Object.is(actual, expected)) return;
    fail(this,
      { actual, expected, operator: 'strictEqual', stackStartFn: methods.strictEqual }, message);
  },

  notStrictEqual(actual, expected, ...message) {
    need(arguments);
    if (!Object.is(actual, expected)) return;
    const stackStartFn = methods.notStrictEqual;
    fail(this, { actual, expected, operator: 'notStrictEqual', stackStartFn }, message);
  },

  partialDeepStrictEqual(actual, expected, ...message) {
    need(arguments);
    if (binding.isPartialDeepEqual(actual, expected)) return;
    const stackStartFn = methods.partialDeepStrictEqual;
    fail(this, { actual, expected, operator: 'partialDeepStrictEqual', stackStartFn }, message);
  },

  match(string, regexp, ...message) {
    matches(this, string, regexp, message, methods.match);
  },

  doesNotMatch(string, regexp, ...message) {
    matches(this, string, regexp, message, methods.doesNotMatch);
  },

  throws(fn, ...args) {
    expectThrown(this, methods.throws, caught(fn), args);
  },

  async rejects(promiseFn, ...args) {
    expectThrown(this, methods.rejects, await caughtLater(promiseFn), args);
  },

  doesNotThrow(fn, ...args) {
    expectNothing(methods.doesNotThrow, caught(fn), args);
  },

  async doesNotReject(promiseFn, ...args) {
    expectNothing(methods.doesNotReject, await caughtLater(promiseFn), args);
  },

  ifError(err) {
    if (err === null || err === undefined) return;
    let message = 'ifError got unwanted exception: ';
    if (typeof err === 'object' && typeof err.message === 'string') {
      message += err.message === '' && err.constructor ? err.constructor.name : err.message;
    } else {
      message += inspect(err);
    }
    const error = new AssertionError({
      actual: err, expected: null, operator: 'ifError', message, stackStartFn: methods.ifError,
    });
    error.generatedMessage = true;
    joinStacks(error, err.stack);
    throw error;
  },
};

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

function matches(self, string, regexp, message, fn) {
  if (!isRegExp(regexp)) throw new codes.ERR_INVALID_ARG_TYPE('regexp', 'RegExp', regexp);
  const wanted = fn === methods.match;
  if (typeof string === 'string' && (RegExp.prototype.exec.call(regexp, string) !== null) ===
      wanted) {
    return;
  }
  const details = { actual: string, expected: regexp, operator: fn.name, stackStartFn: fn };
  if (message.length > 0 && message[0] !== undefined) fail(self, details, message);
  const text = typeof string !== 'string' ?
    'The "string" argument must be of type string. Received type ' +
      `${typeof string} (${inspect(string)})` :
    (wanted ? 'The input did not match the regular expression ' :
      'The input was expected to not match the regular expression ') +
      `${inspect(regexp)}. Input:\n\n${inspect(string)}\n`;
  const error = new AssertionError({ ...details, message: text, diff: optionsOf(self)?.diff });
  error.generatedMessage = message.length === 0;
  throw error;
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
    return error;
  }
  return NO_EXCEPTION;
}

function expectThrown(self, fn, actual, args) {
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
    const what = fn === methods.rejects ? 'rejection' : 'exception';
    throw new AssertionError({
      actual: undefined, expected: error, operator: fn.name,
      message: `Missing expected ${what}${details}`, stackStartFn: fn,
    });
  }
  if (error) expectException(self, actual, error, message, fn);
}

/** Fails unless what was thrown is what was expected. */
function expectException(self, actual, expected, message, fn) {
  let text;
  if (typeof expected !== 'function') {
    if (!isRegExp(expected)) return expectLike(self, actual, expected, message, fn);
    const string = String(actual);
    if (RegExp.prototype.exec.call(expected, string) !== null) return;
    text = `The input did not match the regular expression ${inspect(expected)}. ` +
      `Input:\n\n${inspect(string)}\n`;
  } else if (expected.prototype !== undefined && actual instanceof expected) {
    return;
  } else if (Object.prototype.isPrototypeOf.call(Error, expected)) {
    text = `The error is expected to be an instance of "${expected.name}". Received `;
    text += isError(actual) ?
      `"${actual.name}"\n\nError message:\n\n${actual.message}` :
      `"${inspect(actual, { depth: -1 })}"`;
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

function expectLike(self, actual, expected, message, fn) {
  const diff = optionsOf(self)?.diff;
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
    const what = fn === methods.doesNotReject ? 'rejection' : 'exception';
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

/** Assertions with options of their own. */
function Assert(options) {
  if (!new.target) throw new codes.ERR_CONSTRUCT_CALL_REQUIRED('Assert');
  const settings = { strict: true, skipPrototype: false, ...options };
  if (settings.diff !== undefined) {
    validateOneOf(settings.diff, 'options.diff', ['simple', 'full']);
  }
  this.AssertionError = AssertionError;
  Object.defineProperty(this, kOptions, { value: settings });
  if (settings.strict) {
    this.equal = this.strictEqual;
    this.deepEqual = this.deepStrictEqual;
    this.notEqual = this.notStrictEqual;
    this.notDeepEqual = this.notDeepStrictEqual;
  }
}

const NAMES = [
  'ok', 'fail', 'equal', 'notEqual', 'deepEqual', 'notDeepEqual', 'deepStrictEqual',
  'notDeepStrictEqual', 'strictEqual', 'notStrictEqual', 'partialDeepStrictEqual', 'match',
  'doesNotMatch', 'throws', 'rejects', 'doesNotThrow', 'doesNotReject', 'ifError',
];
for (const name of NAMES) {
  Object.defineProperty(Assert.prototype, name, {
    value: methods[name], writable: true, enumerable: true, configurable: true,
  });
}

/** `assert(value[, ...message])`. */
function assert(...args) {
  check(undefined, assert, args);
}

/** `assert.strict(value[, ...message])`. */
function strict(...args) {
  check(undefined, strict, args);
}

for (const target of [assert, strict]) {
  target.AssertionError = AssertionError;
  for (const name of NAMES) target[name] = methods[name];
}
strict.equal = methods.strictEqual;
strict.deepEqual = methods.deepStrictEqual;
strict.notEqual = methods.notStrictEqual;
strict.notDeepEqual = methods.notDeepStrictEqual;
assert.strict = strict;
strict.strict = strict;
assert.Assert = Assert;
strict.Assert = Assert;

module.exports = assert;
