'use strict';
// node:util, what it tells of the system and the running program. The Rust half is
// crates/ouro-node/src/util/system.rs. Node docs: util.getSystemErrorName, util.getCallSites,
// util.parseEnv, util.diff.

const binding = internalBinding('util');
const {
  validateBoolean, validateNumber, validateObject, validateOneOf, validateString,
} = require('internal/validators');
const errors = require('internal/errors');

function validateErrno(err) {
  validateNumber(err, 'err');
  if (err >= 0 || !Number.isSafeInteger(err)) {
    throw new errors.codes.ERR_OUT_OF_RANGE('err', 'a negative integer', err);
  }
}

function getSystemErrorName(err) {
  validateErrno(err);
  return binding.errorName(err);
}

function getSystemErrorMessage(err) {
  validateErrno(err);
  return binding.errorMessage(err);
}

/** Negative errno to its code and message. */
function getSystemErrorMap() {
  return new Map(binding.errorList());
}

/** The calls that led here, innermost first. */
function getCallSites(frameCount = 10, options) {
  if (options === undefined && typeof frameCount === 'object') {
    options = frameCount;
    validateObject(options, 'options');
    frameCount = 10;
  } else if (options !== undefined) {
    validateObject(options, 'options');
  }
  if (options?.sourceMap !== undefined) validateBoolean(options.sourceMap, 'options.sourceMap');
  validateNumber(frameCount, 'frameCount', 1, 200);
  const { prepareStackTrace, stackTraceLimit } = Error;
  let sites = [];
  try {
    Error.stackTraceLimit = frameCount;
    Error.prepareStackTrace = (_, all) => all;
    const holder = {};
    Error.captureStackTrace(holder, getCallSites);
    if (Array.isArray(holder.stack)) sites = holder.stack;
  } finally {
    Error.prepareStackTrace = prepareStackTrace;
    Error.stackTraceLimit = stackTraceLimit;
  }
  return sites.map((site) => ({
    functionName: site.getFunctionName() ?? '',
    scriptId: String(site.getScriptId?.() ?? '0'),
    scriptName: site.getFileName() ?? '',
    lineNumber: site.getLineNumber() ?? 0,
    columnNumber: site.getColumnNumber() ?? 0,
    column: site.getColumnNumber() ?? 0,
  }));
}

/** Reads the text of a `.env` file. */
function parseEnv(content) {
  validateString(content, 'content');
  const pairs = binding.parseEnv(content);
  const result = { __proto__: null };
  for (let i = 0; i < pairs.length; i += 2) result[pairs[i]] = pairs[i + 1];
  return result;
}

function lines(value, name) {
  if (typeof value === 'string') return [...value];
  if (!Array.isArray(value)) validateString(value, name);
  for (let i = 0; i < value.length; i++) validateString(value[i], `${name}[${i}]`);
  return value;
}

/** The edits between two strings (by character) or lists: [0 same, 1 actual, -1 expected]. */
function diff(actual, expected) {
  if (actual === expected) return [];
  return binding.diff(lines(actual, 'actual'), lines(expected, 'expected'));
}

function convertProcessSignalToExitCode(signalCode) {
  const { signals } = require('os').constants;
  validateOneOf(signalCode, 'signalCode', Object.keys(signals));
  return 128 + signals[signalCode];
}

function _errnoException(err, syscall, original) {
  validateErrno(err);
  return new errors.ErrnoException(err, syscall, original);
}

function _exceptionWithHostPort(err, syscall, address, port, additional) {
  return new errors.ExceptionWithHostPort(err, syscall, address, port, additional);
}

module.exports = {
  _errnoException,
  _exceptionWithHostPort,
  convertProcessSignalToExitCode,
  diff,
  getCallSites,
  getSystemErrorMap,
  getSystemErrorMessage,
  getSystemErrorName,
  parseEnv,
};
