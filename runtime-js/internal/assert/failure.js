'use strict';
// node:assert, failed assertions: their messages and errors. No Rust half but the assert room's.
// Node docs: Assert.

const binding = internalBinding('assert');
const { inspect, format } = internalBinding('util');
const { codes } = require('internal/errors');

const isError = (value) => value instanceof Error || Error.isError?.(value) === true;

/** Makes an error; its class is loaded when the first assertion fails. */
const assertionError = (options) =>
  new (require('internal/assert/assertion_error'))(options);

/** Throws for a failed comparison; `given` are the arguments after the values. */
function fail(options, details, given) {
  const { diff } = options ?? {};
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

/** Throws for a first argument that is not truthy. */
function notTruthy(options, fn, args) {
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
    return fail(options, details, given);
  }
  const error = assertionError({
    actual: args[0], expected: true, message: given[0], operator: '==', stackStartFn: fn,
  });
  error.generatedMessage = true;
  throw error;
}

/** Throws for a string that does, or does not, match. */
function notMatching(options, string, regexp, message, fn, wanted) {
  const details = { actual: string, expected: regexp, operator: fn.name, stackStartFn: fn };
  if (message.length > 0 && message[0] !== undefined) fail(options, details, message);
  const text = typeof string !== 'string' ?
    'The "string" argument must be of type string. Received type ' +
      `${typeof string} (${inspect(string)})` :
    (wanted ? 'The input did not match the regular expression ' :
      'The input was expected to not match the regular expression ') +
      `${inspect(regexp)}. Input:\n\n${inspect(string)}\n`;
  const error = assertionError({ ...details, message: text, diff: options?.diff });
  error.generatedMessage = message.length === 0;
  throw error;
}

module.exports = { assertionError, fail, isError, notMatching, notTruthy };
