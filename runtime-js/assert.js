'use strict';
// node:assert: the JavaScript half of crates/ouro-node/src/assert/. Node docs: Assert.

const binding = internalBinding('assert');
const { inspect, format } = internalBinding('util');
const { isRegExp } = internalBinding('types');
const { codes } = require('internal/errors');

const kOptions = Symbol('options');

const isError = (value) => value instanceof Error || Error.isError?.(value) === true;

/** Makes an error; its class is loaded when the first assertion fails. */
const assertionError = (options) =>
  new (require('internal/assert/assertion_error'))(options);

/** The options of the `Assert` that a method was called on; none for a method on its own. */
const optionsOf = (self) => self?.[kOptions];

/** Throws for a failed comparison; `given` are the arguments after the values. */
function fail(self, details, given) {
  const { diff } = optionsOf(self) ?? {};
  const { actual, expected } = details;
  const [message] = given;
  let custom;
  if (given.length > 0) {
    if (isError(message)) {
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
  throw assertionError({ ...details, message: custom, diff });
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
  const error = assertionError({
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
    const error = assertionError({
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
    const { caught, expectThrown } = require('internal/assert/throws');
    expectThrown(optionsOf(this), methods.throws, caught(fn), args);
  },

  async rejects(promiseFn, ...args) {
    const { caughtLater, expectThrown } = require('internal/assert/throws');
    expectThrown(optionsOf(this), methods.rejects, await caughtLater(promiseFn), args);
  },

  doesNotThrow(fn, ...args) {
    const { caught, expectNothing } = require('internal/assert/throws');
    expectNothing(methods.doesNotThrow, caught(fn), args);
  },

  async doesNotReject(promiseFn, ...args) {
    const { caughtLater, expectNothing } = require('internal/assert/throws');
    expectNothing(methods.doesNotReject, await caughtLater(promiseFn), args);
  },

  ifError(err) {
    if (err === null || err === undefined) return;
    require('internal/assert/throws').unwanted(err, methods.ifError);
  },
};

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
  const error = assertionError({ ...details, message: text, diff: optionsOf(self)?.diff });
  error.generatedMessage = message.length === 0;
  throw error;
}

/** Assertions with options of their own. */
function Assert(options) {
  if (!new.target) throw new codes.ERR_CONSTRUCT_CALL_REQUIRED('Assert');
  const settings = { strict: true, skipPrototype: false, ...options };
  if (settings.diff !== undefined) {
    require('internal/validators')
      .validateOneOf(settings.diff, 'options.diff', ['simple', 'full']);
  }
  this.AssertionError = require('internal/assert/assertion_error');
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

let errorClass;
for (const target of [assert, strict]) {
  Object.defineProperty(target, 'AssertionError', {
    get: () => errorClass ?? require('internal/assert/assertion_error'),
    set(value) {
      errorClass = value;
    },
    enumerable: true,
    configurable: true,
  });
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
