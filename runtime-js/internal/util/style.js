'use strict';
// node:util, styleText: text in the colours of inspect.colors. No Rust half.
// Node docs: util.styleText.

const { inspect } = internalBinding('util');
const {
  validateBoolean, validateObject, validateOneOf, validateString,
} = require('internal/validators');
const { codes } = require('internal/errors');

/** Whether a stream shows colours, by the environment and by what it is. */
function shouldColorize(stream) {
  if (process.env.FORCE_COLOR !== undefined) {
    return require('internal/tty').getColorDepth() > 2;
  }
  return !!(stream?.isTTY &&
    (typeof stream.getColorDepth === 'function' ? stream.getColorDepth() > 2 : true));
}

function isStream(value) {
  if (value === null || typeof value !== 'object') return false;
  if (typeof value.pipe === 'function' || typeof value.write === 'function') return true;
  return typeof value.getReader === 'function' || typeof value.getWriter === 'function';
}

/** The pair of codes of one format; undefined for `none`. */
function codesOf(format) {
  if (format === 'none') return undefined;
  if (typeof format === 'string' && format[0] === '#') {
    const hex = /^#(?:[\da-f]{3}|[\da-f]{6})$/i.test(format) ? format.slice(1) : undefined;
    if (hex === undefined) {
      throw new codes.ERR_INVALID_ARG_VALUE(
        'format', format, 'must be a valid hex color (#RGB or #RRGGBB)');
    }
    const full = hex.length === 3 ? hex.replace(/./g, '$&$&') : hex;
    const part = (at) => Number.parseInt(full.slice(at, at + 2), 16);
    return [`38;2;${part(0)};${part(2)};${part(4)}`, 39];
  }
  const pair = typeof format === 'string' ? inspect.colors[format] : undefined;
  if (pair === undefined) {
    validateOneOf(format, 'format', Object.getOwnPropertyNames(inspect.colors));
  }
  return pair;
}

/** Starts a format again wherever text inside ends the same property. */
function reopened(text, open, close, shared) {
  const at = text.indexOf(close);
  if (at === -1 || at + close.length === text.length) return text;
  const again = shared ? close + open : open;
  if (!text.endsWith(close)) return text.replaceAll(close, again);
  return text.slice(0, -close.length).replaceAll(close, again) + close;
}

/** Decorates text with one format or a list of them, unless the stream shows no colours. */
function styleText(format, text, options) {
  validateString(text, 'text');
  if (options !== undefined) validateObject(options, 'options');
  const validateStream = options?.validateStream ?? true;
  validateBoolean(validateStream, 'options.validateStream');
  let plain = false;
  if (validateStream) {
    const stream = options?.stream ?? process.stdout;
    if (!isStream(stream)) {
      throw new codes.ERR_INVALID_ARG_TYPE(
        'stream', ['ReadableStream', 'WritableStream', 'Stream'], stream);
    }
    plain = !shouldColorize(stream);
  }
  const formats = Array.isArray(format) ? format : [format];
  let result = text;
  for (let i = formats.length - 1; i >= 0; i--) {
    const pair = codesOf(formats[i]);
    if (pair === undefined || plain) continue;
    const open = `\u001b[${pair[0]}m`;
    const close = `\u001b[${pair[1]}m`;
    result = open + reopened(result, open, close, pair[1] === 22) + close;
  }
  return result;
}

module.exports = { shouldColorize, styleText };
