'use strict';
// The checks that rooms make of their arguments: the JavaScript half of
// crates/ouro-node/src/errors/validators.rs, where all but the rarest live. Node docs: Errors.

const { codes: { ERR_INVALID_ARG_VALUE, ERR_UNKNOWN_SIGNAL } } = require('internal/errors');
const native = internalBinding('validators');

/**
 * Checks the name of a signal: known, and written in capitals.
 * @throws {TypeError} ERR_INVALID_ARG_TYPE, ERR_UNKNOWN_SIGNAL
 */
native.validateSignalName = function validateSignalName(signal, name = 'signal') {
  native.validateString(signal, name);
  const { signals } = require('os').constants;
  if (signals[signal] !== undefined) return;
  const hint = signals[signal.toUpperCase()] === undefined ?
    '' : ' (signals must use all capital letters)';
  throw new ERR_UNKNOWN_SIGNAL(signal + hint);
};

/**
 * Checks that a string can be of an encoding: hexadecimal digits come in pairs.
 * @throws {TypeError} ERR_INVALID_ARG_VALUE
 */
native.validateEncoding = function validateEncoding(data, encoding) {
  const { length } = data;
  if (`${encoding}`.toLowerCase() === 'hex' && length % 2 !== 0) {
    throw new ERR_INVALID_ARG_VALUE('encoding', encoding, `is invalid for data of length ${length}`);
  }
};

module.exports = native;
