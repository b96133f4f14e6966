'use strict';
// node:dns, the part that asks the system's resolver: the JavaScript half of
// crates/ouro-node/src/dns.rs. Node docs: dns.lookup, dns.lookupService.

const { codes, DNSException } = require('internal/errors');
const {
  validateBoolean, validateFunction, validateNumber, validateOneOf, validatePort, validateString,
} = require('internal/validators');
const { isIP, lazily } = require('internal/net/address');
const binding = internalBinding('dns');

const V4MAPPED = 8;
const ALL = 16;
const ADDRCONFIG = 32;
const FAMILIES = [0, 4, 6];
const ORDERS = ['ipv4first', 'ipv6first', 'verbatim'];

let defaultOrder = internalBinding('process').flag('--dns-result-order') ?? 'verbatim';

/** Reads and checks the options of a look-up. */
function readOptions(options) {
  const read = { family: 0, hints: 0, all: false, order: defaultOrder };
  if (typeof options === 'number') {
    validateOneOf(options, 'family', FAMILIES);
    read.family = options;
    return read;
  }
  if (options?.hints != null) {
    validateNumber(options.hints, 'options.hints');
    read.hints = options.hints >>> 0;
    if ((read.hints & ~(ADDRCONFIG | ALL | V4MAPPED)) !== 0) {
      throw new codes.ERR_INVALID_ARG_VALUE('hints', read.hints);
    }
  }
  if (options?.family != null) {
    if (options.family === 'IPv4') read.family = 4;
    else if (options.family === 'IPv6') read.family = 6;
    else {
      validateOneOf(options.family, 'options.family', FAMILIES);
      read.family = options.family;
    }
  }
  if (options?.all != null) {
    validateBoolean(options.all, 'options.all');
    read.all = options.all;
  }
  if (options?.verbatim != null) {
    validateBoolean(options.verbatim, 'options.verbatim');
    read.order = options.verbatim ? 'verbatim' : 'ipv4first';
  }
  if (options?.order != null) {
    validateOneOf(options.order, 'options.order', ORDERS);
    read.order = options.order;
  }
  return read;
}

/** Looks up without checks: `callback(error, addresses)`, each `{ address, family }`. */
function find(hostname, { family, hints, order }, callback) {
  const known = isIP(hostname);
  if (known) {
    process.nextTick(callback, null, [{ address: hostname, family: known }]);
    return;
  }
  const done = (errno, addresses) => {
    if (errno) {
      callback(new DNSException(errno, 'getaddrinfo', hostname));
      return;
    }
    callback(null, addresses.map((address) => ({ address, family: family || isIP(address) })));
  };
  tellRefusal(callback, () => binding.lookup(hostname, family, hints, order, done));
}

// A refusal of access is the callback's to hear, like any failure.
function tellRefusal(callback, ask) {
  try {
    return ask();
  } catch (error) {
    if (error.code !== 'ERR_ACCESS_DENIED') throw error;
    process.nextTick(callback, error);
    return 0;
  }
}

function requireName(hostname) {
  if (hostname) validateString(hostname, 'hostname');
  else throw new codes.ERR_INVALID_ARG_VALUE('hostname', hostname, 'must be a non-empty string');
}

/** Finds the addresses of a host: `lookup(hostname[, options], callback)`. */
function lookup(hostname, options, callback) {
  if (hostname) validateString(hostname, 'hostname');
  if (typeof options === 'function') {
    callback = options;
    options = undefined;
  } else if (options !== undefined && typeof options !== 'number' && typeof options !== 'object') {
    validateFunction(arguments.length === 2 ? options : callback, 'callback');
    throw new codes.ERR_INVALID_ARG_TYPE('options', ['integer', 'object'], options);
  }
  validateFunction(callback, 'callback');
  const read = readOptions(options);
  requireName(hostname);
  find(hostname, read, (error, found) => {
    if (error) callback(error);
    else if (read.all) callback(null, found);
    else callback(null, found[0].address, found[0].family);
  });
  return {};
}

function service(address, port, callback) {
  const done = (errno, hostname, service) => {
    if (errno) callback(new DNSException(errno, 'getnameinfo', address));
    else callback(null, hostname, service);
  };
  const errno = tellRefusal(callback, () => binding.lookupService(address, +port, done));
  if (errno) throw new DNSException(errno, 'getnameinfo', address);
}

function checkAddress(address, port) {
  if (isIP(address) === 0) throw new codes.ERR_INVALID_ARG_VALUE('address', address);
  validatePort(port);
}

/** Finds the names of an address and a port: `callback(error, hostname, service)`. */
function lookupService(address, port, callback) {
  if (arguments.length !== 3) throw new codes.ERR_MISSING_ARGS('address', 'port', 'callback');
  checkAddress(address, port);
  validateFunction(callback, 'callback');
  service(address, port, callback);
  return {};
}

const promisify = Symbol.for('nodejs.util.promisify.custom');
Object.defineProperty(lookup, promisify, {
  value: (hostname, options) => new Promise((resolve, reject) => {
    lookup(hostname, options, (error, address, family) => {
      if (error) reject(error);
      else if (options?.all) resolve(address);
      else resolve({ address, family });
    });
  }),
});
Object.defineProperty(lookupService, promisify, {
  value: (address, port) => new Promise((resolve, reject) => {
    lookupService(address, port, (error, hostname, service) => {
      if (error) reject(error);
      else resolve({ hostname, service });
    });
  }),
});

function getDefaultResultOrder() {
  return defaultOrder;
}

function setDefaultResultOrder(order) {
  validateOneOf(order, 'dnsOrder', ORDERS);
  defaultOrder = order;
}

const errors = {
  NODATA: 'ENODATA', FORMERR: 'EFORMERR', SERVFAIL: 'ESERVFAIL', NOTFOUND: 'ENOTFOUND',
  NOTIMP: 'ENOTIMP', REFUSED: 'EREFUSED', BADQUERY: 'EBADQUERY', BADNAME: 'EBADNAME',
  BADFAMILY: 'EBADFAMILY', BADRESP: 'EBADRESP', CONNREFUSED: 'ECONNREFUSED', TIMEOUT: 'ETIMEOUT',
  EOF: 'EOF', FILE: 'EFILE', NOMEM: 'ENOMEM', DESTRUCTION: 'EDESTRUCTION', BADSTR: 'EBADSTR',
  BADFLAGS: 'EBADFLAGS', NONAME: 'ENONAME', BADHINTS: 'EBADHINTS',
  NOTINITIALIZED: 'ENOTINITIALIZED', LOADIPHLPAPI: 'ELOADIPHLPAPI',
  ADDRGETNETWORKPARAMS: 'EADDRGETNETWORKPARAMS', CANCELLED: 'ECANCELLED',
};

module.exports = {
  lookup,
  lookupService,
  getDefaultResultOrder,
  setDefaultResultOrder,
  ADDRCONFIG,
  ALL,
  V4MAPPED,
  ...errors,
};

lazily(module.exports, 'promises', () => ({
  lookup(hostname, options) {
    return new Promise((resolve, reject) => {
      if (options !== undefined && options !== null && typeof options !== 'number' &&
          typeof options !== 'object') {
        throw new codes.ERR_INVALID_ARG_TYPE('options', ['integer', 'object'], options);
      }
      if (hostname) validateString(hostname, 'hostname');
      const read = readOptions(options);
      requireName(hostname);
      find(hostname, read, (error, found) => {
        if (error) reject(error);
        else resolve(read.all ? found : found[0]);
      });
    });
  },
  lookupService(address, port) {
    if (arguments.length !== 2) throw new codes.ERR_MISSING_ARGS('address', 'port');
    checkAddress(address, port);
    return new Promise((resolve, reject) => {
      service(address, port, (error, hostname, service) => {
        if (error) reject(error);
        else resolve({ hostname, service });
      });
    });
  },
  getDefaultResultOrder,
  setDefaultResultOrder,
  ...errors,
}));
