'use strict';
// node:assert, the class AssertionError. Its words come from crates/ouro-node/src/assert/message.rs.
// Node docs: assert.AssertionError.

const binding = internalBinding('assert');
const { validateObject } = require('internal/validators');
const { inspect } = internalBinding('util');

const EDITS = new Set(['deepStrictEqual', 'strictEqual', 'partialDeepStrictEqual']);

/** An error without its stack, so that two of them are compared by what they say. */
function bare(error) {
  const copy = Object.assign({ __proto__: Object.getPrototypeOf(error) }, error);
  Object.defineProperty(copy, 'message', { value: error.message });
  if (Object.hasOwn(error, 'cause')) {
    let { cause } = error;
    if (cause instanceof Error) cause = bare(cause);
    Object.defineProperty(copy, 'cause', { value: cause });
  }
  return copy;
}

function hasColors() {
  if (process.env.FORCE_COLOR === undefined && !internalBinding('console').isTerminal(2)) {
    return false;
  }
  return require('internal/util/style').shouldColorize(process.stderr);
}

/** Long text, cut for the error's own inspection. */
function shortened(value) {
  if (typeof value !== 'string') return value;
  const lines = value.split('\n', 11);
  if (lines.length > 10) {
    lines.length = 10;
    return `${lines.join('\n')}\n...`;
  }
  // What Node keeps of long text is its end.
  return value.length > 512 ? `${value.slice(512)}...` : value;
}

class AssertionError extends Error {
  constructor(options) {
    validateObject(options, 'options');
    const {
      message, operator, stackStartFn, stackStartFunction, details, diff = 'simple',
    } = options;
    let { actual, expected } = options;
    const limit = Error.stackTraceLimit;
    Error.stackTraceLimit = 0;
    const custom = message == null ? undefined : String(message);
    if (custom !== undefined && !EDITS.has(operator)) {
      super(custom);
    } else {
      if (actual instanceof Error && expected instanceof Error) {
        actual = bare(actual);
        expected = bare(expected);
      }
      super(binding.message(
        actual, expected, String(operator), custom, diff === 'full', hasColors()));
    }
    Error.stackTraceLimit = limit;
    this.generatedMessage = !message;
    Object.defineProperty(this, 'name', {
      __proto__: null,
      value: 'AssertionError [ERR_ASSERTION]',
      enumerable: false,
      writable: true,
      configurable: true,
    });
    this.code = 'ERR_ASSERTION';
    if (details) {
      this.actual = undefined;
      this.expected = undefined;
      this.operator = undefined;
      for (let i = 0; i < details.length; i++) {
        this[`message ${i}`] = details[i].message;
        this[`actual ${i}`] = details[i].actual;
        this[`expected ${i}`] = details[i].expected;
        this[`operator ${i}`] = details[i].operator;
        this[`stack trace ${i}`] = details[i].stack;
      }
    } else {
      this.actual = options.actual;
      this.expected = options.expected;
      this.operator = operator;
    }
    this.diff = diff;
    Error.captureStackTrace(this, stackStartFn || stackStartFunction);
    // The first line of the stack is written now, with the code.
    const { stack } = this;
    this.name = 'AssertionError';
    if (this.stack !== stack) {
      Object.defineProperty(this, 'stack', {
        __proto__: null, value: stack, writable: true, configurable: true,
      });
    }
  }

  toString() {
    return `${this.name} [${this.code}]: ${this.message}`;
  }

  [inspect.custom](depth, context) {
    const { actual, expected } = this;
    this.actual = shortened(actual);
    this.expected = shortened(expected);
    const text = inspect(this, { ...context, customInspect: false, depth: 0 });
    this.actual = actual;
    this.expected = expected;
    return text;
  }
}

module.exports = AssertionError;
