'use strict';
// node:net: the JavaScript half of crates/ouro-node/src/net/. The parts are in internal/net/, each
// read when first asked for. Node docs: Net.

const { lazily, defaults } = require('internal/net/address');
const { isIP, isIPv4, isIPv6, normalizeArgs } = require('internal/net/address');
const { validateBoolean, validateInt32 } = require('internal/validators');

/**
 * Connects to a server: `connect(options | path | port[, host][, listener])`.
 * @returns {Socket}
 */
function connect(...args) {
  const normalized = normalizeArgs(args);
  const options = normalized[0];
  const { Socket } = require('internal/net/socket');
  const socket = new Socket(options);
  if (options.timeout) socket.setTimeout(options.timeout);
  return socket.connect(normalized);
}

/** Makes a server: `createServer([options][, connectionListener])`. */
function createServer(options, connectionListener) {
  const { Server } = require('internal/net/server');
  return new Server(options, connectionListener);
}

module.exports = {
  _createServerHandle(...args) {
    return require('internal/net/server').createServerHandle(...args);
  },
  _normalizeArgs: normalizeArgs,
  BlockList: undefined,
  SocketAddress: undefined,
  connect,
  createConnection: connect,
  createServer,
  isIP,
  isIPv4,
  isIPv6,
  Server: undefined,
  Socket: undefined,
  Stream: undefined,
  /** Whether connections try IPv4 and IPv6 addresses by turns. */
  getDefaultAutoSelectFamily() {
    return defaults.autoSelectFamily;
  },
  setDefaultAutoSelectFamily(value) {
    validateBoolean(value, 'value');
    defaults.autoSelectFamily = value;
  },
  /** How long one such attempt may take, in ms. */
  getDefaultAutoSelectFamilyAttemptTimeout() {
    return defaults.attemptTimeout;
  },
  setDefaultAutoSelectFamilyAttemptTimeout(value) {
    validateInt32(value, 'value', 1);
    defaults.attemptTimeout = value < 10 ? 10 : value;
  },
};

lazily(module.exports, 'BlockList', () => require('internal/net/block_list').BlockList);
lazily(module.exports, 'SocketAddress', () => require('internal/net/block_list').SocketAddress);
lazily(module.exports, 'Server', () => require('internal/net/server').Server);
lazily(module.exports, 'Socket', () => require('internal/net/socket').Socket);
lazily(module.exports, 'Stream', () => require('internal/net/socket').Socket);
