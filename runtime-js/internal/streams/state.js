'use strict';
// node:stream, high water marks, and properties that show the state. No Rust half.
// Node docs: stream.getDefaultHighWaterMark.

const { codes: { ERR_INVALID_ARG_VALUE } } = require('internal/errors');
const { validateInteger } = require('internal/validators');

let bytes = 64 * 1024;
let objects = 16;

/** The default number of bytes, or of objects, at which a stream asks its writer to wait. */
function getDefaultHighWaterMark(objectMode) {
  return objectMode ? objects : bytes;
}

function setDefaultHighWaterMark(objectMode, value) {
  validateInteger(value, 'value', 0);
  if (objectMode) objects = value;
  else bytes = value;
}

/**
 * The high water mark that options ask for.
 * @param {string} duplexKey the option that a Duplex has for this side
 * @throws {TypeError} ERR_INVALID_ARG_VALUE
 */
function getHighWaterMark(objectMode, options, duplexKey, isDuplex) {
  const wanted = options.highWaterMark ?? (isDuplex ? options[duplexKey] : null) ?? null;
  if (wanted === null) return getDefaultHighWaterMark(objectMode);
  if (!Number.isInteger(wanted) || wanted < 0) {
    const name = isDuplex ? `options.${duplexKey}` : 'options.highWaterMark';
    throw new ERR_INVALID_ARG_VALUE(name, wanted);
  }
  return wanted;
}

/** Adds accessors of fields of `this[key]`: name, field, value without a state, settable. */
function addFields(accessors, key, rows) {
  rows.forEach(([name, field, missing, settable]) => {
    accessors[name] = {
      __proto__: null,
      configurable: true,
      get() {
        const state = this[key];
        return state ? state[field] : missing;
      },
      set: settable && function(value) {
        if (this[key]) this[key][field] = value;
      },
    };
  });
}

/** The queue of a stream that has nothing in it: most of the time that is most of them. */
const none = Object.freeze([]);

/** The class Duplex, once it is loaded: before, no stream is one. */
const duplex = { Class: undefined };

module.exports = {
  addFields,
  duplex,
  getDefaultHighWaterMark,
  getHighWaterMark,
  none,
  setDefaultHighWaterMark,
};
