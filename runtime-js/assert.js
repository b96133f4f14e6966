'use strict';
// node:assert: the JavaScript half of crates/ouro-node/src/assert/. Node docs: Assert.

const binding = internalBinding('assert');
const { isRegExp } = internalBinding('types');
const { codes } = require('internal/errors');

const kOptions = Symbol('options');

/** What is needed once an assertion fails: loaded then. */
const failure = () => require('internal/assert/failure');

/** The options of the `Assert` that a method was called on; none for a method on its own. */
const optionsOf = (self) => self?.[kOptions];

/** Throws for a failed comparison; `given` are the arguments after the values. */
function fail(self, details, given) {
  failure().fail(optionsOf(self), details, given);
}

function need(args) {
  if (args.length < 2) throw new codes.ERR_MISSING_ARGS('actual', 'expected');
}

/** Fails unless the first argument is truthy. */
function check(self, fn, args) {
  if (!args[0]) failure().notTruthy(optionsOf(self), fn, args);
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
    if (failure().isError(message)) throw message;
    const generated = arguments.length === 0 || message === undefined;
    const error = failure().assertionError({
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
  failure().notMatching(optionsOf(self), string, regexp, message, fn, wanted);
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
