'use strict';
// Node's errors, for the rooms: the JavaScript half of crates/ouro-node/src/errors/, which holds the
// table of codes, classes and messages. Node docs: Errors.

const native = internalBinding('errors');

/** The error of a cancelled operation: `name` is AbortError, `code` is ABORT_ERR. */
class AbortError extends Error {
  constructor(message = 'The operation was aborted', options = undefined) {
    if (options !== undefined && (typeof options !== 'object' || options === null)) {
      throw new native.codes.ERR_INVALID_ARG_TYPE('options', 'Object', options);
    }
    super(message, options);
    this.code = 'ABORT_ERR';
    this.name = 'AbortError';
  }
}

/** One error of two: the second alone where there is no first, else both in an AggregateError. */
function aggregateTwoErrors(inner, outer) {
  if (!inner || !outer || inner === outer) return inner || outer;
  if (Array.isArray(outer.errors)) {
    outer.errors.push(inner);
    return outer;
  }
  const error = new AggregateError([outer, inner], outer.message);
  error.code = outer.code;
  return error;
}

/** An Error with the given own properties. */
function genericNodeError(message, properties) {
  return Object.assign(new Error(message), properties);
}

/** The error of a peer that went away: code ECONNRESET. */
function ConnResetException(message) {
  return genericNodeError(message, { code: 'ECONNRESET' });
}

/** The error of a look-up: `getaddrinfo ENOTFOUND host`. */
function DNSException(code, syscall, hostname) {
  let errno;
  if (typeof code === 'number') {
    errno = code;
    code = code === -3008 || code === -3007 ? 'ENOTFOUND' : native.errnoName(code);
  }
  const host = hostname ? ` ${hostname}` : '';
  const error = genericNodeError(`${syscall} ${code}${host}`, { errno, code, syscall });
  if (hostname) error.hostname = hostname;
  return error;
}

// Called with `new` or without, as Node's rooms do.
function ErrnoException(errno, syscall, original) {
  return native.errnoException(errno, syscall, original);
}
function ExceptionWithHostPort(errno, syscall, address, port, additional) {
  return native.exceptionWithHostPort(errno, syscall, address, port, additional);
}
function UVException(facts) {
  return native.uvException(facts);
}

module.exports = {
  AbortError,
  aggregateTwoErrors,
  codes: native.codes,
  connResetException: ConnResetException,
  ConnResetException,
  determineSpecificType: native.determineSpecificType,
  DNSException,
  ErrnoException,
  errnoMessage: native.errnoMessage,
  errnoName: native.errnoName,
  ExceptionWithHostPort,
  genericNodeError,
  // Frames of rooms are never hidden one by one: the function itself.
  hideStackFrames: (fn) => fn,
  isErrorLike: (value) => typeof value === 'object' && value !== null &&
    Object.hasOwn(value, 'message') && Object.hasOwn(value, 'stack'),
  UVException,
};
