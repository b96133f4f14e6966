'use strict';
// node:process, warnings: process.emitWarning and how they are printed. No Rust half of its own.
// Node docs: process.emitWarning, Event: 'warning', --trace-warnings.

const { codes: { ERR_INVALID_ARG_TYPE } } = require('internal/errors');
const binding = internalBinding('process');
let hinted = false;
let file;

function write(text) {
  file ??= binding.flag('--redirect-warnings') || process.env.NODE_REDIRECT_WARNINGS || '';
  if (file === '') return binding.writeError(`${text}\n`);
  require('fs').appendFile(file, `${text}\n`, (error) => {
    if (error) binding.writeError(`${text}\n`);
  });
}

/** Prints a warning as the listener that is there from the start. */
function onWarning(warning) {
  if (!(warning instanceof Error)) return;
  const deprecation = warning.name === 'DeprecationWarning';
  if (deprecation && process.noDeprecation) return;
  const disabled = internalBinding('modules').options('--disable-warning');
  if (disabled.length > 0 &&
      (disabled.includes(warning.name) || disabled.includes(warning.code))) {
    return;
  }
  const trace = process.traceProcessWarnings || (deprecation && process.traceDeprecation);
  let text = `(node:${process.pid}) `;
  if (warning.code) text += `[${warning.code}] `;
  if (trace && warning.stack) text += warning.stack;
  else {
    text += typeof warning.toString === 'function' ?
      `${warning.toString()}` : `${Error.prototype.toString.call(warning)}`;
  }
  if (typeof warning.detail === 'string') text += `\n${warning.detail}`;
  if (!trace && !hinted) {
    const flag = deprecation ? '--trace-deprecation' : '--trace-warnings';
    const slash = process.argv0.lastIndexOf('/');
    const program = process.argv0.slice(slash + 1) || 'ouro';
    text += `\n(Use \`${program} ${flag} ...\` to show where the warning was created)`;
    hinted = true;
  }
  write(text);
}

function createWarning(warning, type, code, detail, above) {
  if (typeof warning === 'string') {
    const limit = Error.stackTraceLimit;
    const error = new Error(warning);
    Error.stackTraceLimit = limit;
    error.name = String(type || 'Warning');
    if (code !== undefined) error.code = code;
    if (detail !== undefined) error.detail = detail;
    Error.captureStackTrace(error, above);
    return error;
  }
  if (!(warning instanceof Error)) {
    throw new ERR_INVALID_ARG_TYPE('warning', ['Error', 'string'], warning);
  }
  return warning;
}

/**
 * process.emitWarning(warning[, options | type[, code[, constructor]]]).
 * @throws {TypeError} ERR_INVALID_ARG_TYPE
 */
function emitWarning(warning, type, code, above) {
  let detail;
  if (type !== null && typeof type === 'object' && !Array.isArray(type)) {
    above = type.ctor;
    code = type.code;
    if (typeof type.detail === 'string') detail = type.detail;
    type = type.type || 'Warning';
  } else if (typeof type === 'function') {
    above = type;
    code = '';
    type = 'Warning';
  }
  if (type !== undefined && typeof type !== 'string') {
    throw new ERR_INVALID_ARG_TYPE('type', 'string', type);
  }
  if (typeof code === 'function') {
    above = code;
    code = '';
  } else if (code !== undefined && typeof code !== 'string') {
    throw new ERR_INVALID_ARG_TYPE('code', 'string', code);
  }
  const made = createWarning(warning, type, code || undefined, detail, above || emitWarning);
  if (made.name === 'DeprecationWarning') {
    if (process.noDeprecation) return;
    if (process.throwDeprecation) {
      process.nextTick(() => {
        throw made;
      });
      return;
    }
  }
  process.nextTick(() => process.emit('warning', made));
}

/** Emits a warning at once: the program may end before the next tick. */
function emitWarningNow(message, type) {
  process.emit('warning', createWarning(message, type, undefined, undefined, emitWarningNow));
}

module.exports = { emitWarning, emitWarningNow, onWarning };
