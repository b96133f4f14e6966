'use strict';
// node:net, addresses and arguments: the JavaScript half of crates/ouro-node/src/net/address.rs.
// Node docs: net.isIP, server.listen, socket.connect.

const binding = internalBinding('net');

const normalized = Symbol('normalized');

/** What connections do unless told otherwise. */
const defaults = { autoSelectFamily: true, attemptTimeout: 500 };

const { flag } = internalBinding('process');
if (flag('--no-network-family-autoselection')) defaults.autoSelectFamily = false;
const attemptTimeout = Number(flag('--network-family-autoselection-attempt-timeout'));
if (attemptTimeout > 0) defaults.attemptTimeout = Math.max(10, attemptTimeout);

/** Defines a property that is made when first asked for. */
function lazily(object, name, make) {
  Object.defineProperty(object, name, {
    configurable: true,
    enumerable: true,
    get() {
      const value = make();
      Object.defineProperty(object, name, {
        value, configurable: true, enumerable: true, writable: true,
      });
      return value;
    },
    set(value) {
      Object.defineProperty(object, name, {
        value, configurable: true, enumerable: true, writable: true,
      });
    },
  });
}

/** 4 or 6 for the text of an address, else 0. */
function isIP(text) {
  return binding.isIP(`${text}`);
}
function isIPv4(text) {
  return binding.isIP(`${text}`) === 4;
}
function isIPv6(text) {
  return binding.isIP(`${text}`) === 6;
}

function toNumber(value) {
  return (value = Number(value)) >= 0 ? value : false;
}

function isPipeName(name) {
  return typeof name === 'string' && toNumber(name) === false;
}

/** `[options, callback]` of the arguments of `connect` and `listen`. */
function normalizeArgs(args) {
  const first = args[0];
  let options = {};
  if (typeof first === 'object' && first !== null) {
    options = first;
  } else if (isPipeName(first)) {
    options.path = first;
  } else if (args.length > 0) {
    options.port = first;
    if (args.length > 1 && typeof args[1] === 'string') options.host = args[1];
  }
  const last = args[args.length - 1];
  const result = [options, typeof last === 'function' ? last : null];
  result[normalized] = true;
  return result;
}

/** The error of a failed `listen` or `bind`: with code, address and port. */
function listenError(errno, syscall, address, port) {
  const { errnoMessage, errnoName, genericNodeError } = require('internal/errors');
  const code = errnoName(errno);
  const place = port && port > 0 ? ` ${address}:${port}` : address ? ` ${address}` : '';
  const error = genericNodeError(`${syscall} ${code}: ${errnoMessage(errno)}${place}`, {
    code, errno, syscall, address,
  });
  if (port) error.port = port;
  return error;
}

module.exports = {
  defaults, isIP, isIPv4, isIPv6, isPipeName, lazily, listenError, normalized, normalizeArgs,
  toNumber,
};
