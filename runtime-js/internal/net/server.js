'use strict';
// node:net, Server: the JavaScript half of crates/ouro-node/src/net/listen.rs.
// Node docs: Class: net.Server.

const EventEmitter = require('events');
const { ErrnoException, codes } = require('internal/errors');
const { validateAbortSignal, validateNumber, validatePort } = require('internal/validators');
const {
  isIP, isPipeName, listenError, normalizeArgs, toNumber,
} = require('internal/net/address');
const {
  createHandle, kKeepAlive, kKeepAliveDelay, kNoDelay, kOwner, Socket,
} = require('internal/net/socket');
const { TCP, Pipe, constants } = internalBinding('net');

const UV_EINVAL = -22;

function Server(options, connectionListener) {
  if (!(this instanceof Server)) return new Server(options, connectionListener);
  EventEmitter.call(this);
  if (typeof options === 'function') {
    connectionListener = options;
    options = {};
  } else if (options == null || typeof options === 'object') {
    options = { ...options };
  } else {
    throw new codes.ERR_INVALID_ARG_TYPE('options', 'Object', options);
  }
  if (typeof connectionListener === 'function') this.on('connection', connectionListener);
  if (options.keepAliveInitialDelay !== undefined) {
    validateNumber(options.keepAliveInitialDelay, 'options.keepAliveInitialDelay');
    if (options.keepAliveInitialDelay < 0) options.keepAliveInitialDelay = 0;
  }
  const { getDefaultHighWaterMark } = require('stream');
  if (options.highWaterMark !== undefined) {
    validateNumber(options.highWaterMark, 'options.highWaterMark');
    if (options.highWaterMark < 0) options.highWaterMark = getDefaultHighWaterMark();
  }
  this._connections = 0;
  this._handle = null;
  this._usingWorkers = false;
  this._workers = [];
  this._unref = false;
  this._listeningId = 1;
  this.allowHalfOpen = options.allowHalfOpen || false;
  this.pauseOnConnect = Boolean(options.pauseOnConnect);
  this.noDelay = Boolean(options.noDelay);
  this.keepAlive = Boolean(options.keepAlive);
  this.keepAliveInitialDelay = ~~(options.keepAliveInitialDelay / 1000);
  this.highWaterMark = options.highWaterMark ?? getDefaultHighWaterMark();
  if (options.blockList) {
    if (!require('internal/net/block_list').BlockList.isBlockList(options.blockList)) {
      throw new codes.ERR_INVALID_ARG_TYPE('options.blockList', 'net.BlockList', options.blockList);
    }
    this.blockList = options.blockList;
  }
}
Object.setPrototypeOf(Server.prototype, EventEmitter.prototype);
Object.setPrototypeOf(Server, EventEmitter);

/** Makes a bound handle, or returns a negative errno. */
function createServerHandle(address, port, addressType, fd, flags) {
  let handle;
  if (typeof fd === 'number' && fd >= 0) {
    try {
      handle = createHandle(fd, true);
    } catch {
      return UV_EINVAL;
    }
    return handle.open(fd) || handle;
  }
  let failed;
  if (port === -1 && addressType === -1) {
    handle = new Pipe(constants.SERVER);
    failed = handle.bind(address);
  } else {
    handle = new TCP(constants.SERVER);
    if (!address) {
      failed = handle.bind6('::', port, flags);
      if (failed) {
        handle.close();
        return createServerHandle('0.0.0.0', port, 4, undefined, flags);
      }
    } else {
      failed = handle.bind(address, port, flags);
    }
  }
  if (failed) {
    handle.close();
    return failed;
  }
  return handle;
}

Server.prototype._listen2 = function(address, port, addressType, backlog, fd, flags) {
  if (!this._handle) {
    let handle = null;
    if (!address && typeof fd !== 'number') {
      // The unspecified address of IPv6 serves both, where there is IPv6.
      handle = createServerHandle('::', port, 6, fd, flags);
      if (typeof handle === 'number') {
        handle = null;
        [address, addressType] = ['0.0.0.0', 4];
      } else {
        [address, addressType] = ['::', 6];
      }
    }
    handle ??= createServerHandle(address, port, addressType, fd, flags);
    if (typeof handle === 'number') {
      process.nextTick(emitError, this, listenError(handle, 'listen', address, port));
      return;
    }
    this._handle = handle;
  }
  this._handle.onconnection = onconnection;
  this._handle[kOwner] = this;
  const failed = this._handle.listen(backlog || 511);
  if (failed) {
    const error = listenError(failed, 'listen', address, port);
    this._handle.close();
    this._handle = null;
    process.nextTick(emitError, this, error);
    return;
  }
  if (addressType === 4 || addressType === 6) {
    this._connectionKey = `${addressType}:${address}:${port}`;
  } else {
    this._connectionKey = `${addressType}:${address}:${port}`;
  }
  if (this._unref) this.unref();
  process.nextTick(emitListening, this);
};

function emitError(server, error) {
  server.emit('error', error);
}

function emitListening(server) {
  if (server._handle) server.emit('listening');
}

function flagsOf({ ipv6Only, reusePort }) {
  return (ipv6Only === true ? constants.UV_TCP_IPV6ONLY : 0) |
    (reusePort === true ? constants.UV_TCP_REUSEPORT : 0);
}

// Asks through the module's own property, which cluster's workers replace.
function listenAt(server, address, port, addressType, backlog, fd, exclusive, flags) {
  server._listen2(address, port, addressType, backlog, fd, flags);
}

/** Listens: `listen([handle | options | path | port[, host]][, backlog][, listener])`. */
Server.prototype.listen = function listen(...args) {
  const [given, callback] = normalizeArgs(args);
  let options = given;
  if (this._handle) throw new codes.ERR_SERVER_ALREADY_LISTEN();
  if (callback !== null) this.once('listening', callback);
  const backlogGiven = toNumber(args.length > 1 && args[1]) || toNumber(args.length > 2 && args[2]);
  options = options._handle || options.handle || options;
  const flags = flagsOf(options);
  this._listeningId++;
  if (options instanceof TCP || options instanceof Pipe) {
    this._handle = options;
    listenAt(this, null, -1, -1, backlogGiven, undefined, true);
    return this;
  }
  watchSignal(this, options.signal);
  if (typeof options.fd === 'number' && options.fd >= 0) {
    listenAt(this, null, null, null, backlogGiven, options.fd);
    return this;
  }
  if (args.length === 0 || typeof args[0] === 'function' ||
      (options.port === undefined && 'port' in options) || options.port === null) {
    options.port = 0;
  }
  const backlog = options.backlog || backlogGiven;
  if (typeof options.port === 'number' || typeof options.port === 'string') {
    validatePort(options.port, 'options.port');
    if (options.host) {
      lookUp(this, options.port | 0, options.host, backlog, options.exclusive, flags);
    } else {
      listenAt(this, null, options.port | 0, 4, backlog, undefined, options.exclusive, flags);
    }
    return this;
  }
  if (options.path && isPipeName(options.path)) {
    if (options.path[0] === '\0' && (options.readableAll || options.writableAll)) {
      throw new codes.ERR_INVALID_ARG_VALUE('options', options,
        'can not set readableAll or writableAllt to true when path is abstract unix socket');
    }
    this._pipeName = options.path;
    listenAt(this, options.path, -1, -1, backlog, undefined, options.exclusive);
    if (this._handle) changeMode(this, options);
    return this;
  }
  if (!('port' in options || 'path' in options)) {
    throw new codes.ERR_INVALID_ARG_VALUE(
      'options', options, 'must have the property "port" or "path"');
  }
  throw new codes.ERR_INVALID_ARG_VALUE('options', options);
};

function changeMode(server, options) {
  const mode = (options.readableAll === true ? constants.UV_READABLE : 0) |
    (options.writableAll === true ? constants.UV_WRITABLE : 0);
  if (mode === 0) return;
  const failed = server._handle.fchmod(mode);
  if (failed) {
    server._handle.close();
    server._handle = null;
    throw new ErrnoException(failed, 'uv_pipe_chmod');
  }
}

function watchSignal(server, signal) {
  if (signal === undefined) return;
  validateAbortSignal(signal, 'options.signal');
  const abort = () => server.close();
  if (signal.aborted) {
    process.nextTick(abort);
    return;
  }
  signal.addEventListener('abort', abort, { once: true });
  server.once('close', () => signal.removeEventListener('abort', abort));
}

function lookUp(server, port, host, backlog, exclusive, flags) {
  const id = server._listeningId;
  const type = isIP(host);
  const found = (error, address, family) => {
    // Another `listen` has begun meanwhile.
    if (server._listeningId !== id) return;
    if (error) {
      server.emit('error', error);
      return;
    }
    listenAt(server, address, port, address ? family : 4, backlog, undefined, exclusive, flags);
  };
  if (type) process.nextTick(found, null, host, type);
  else require('dns').lookup(host, found);
}

// Called by the Rust half with the listener's handle as `this`.
function onconnection(status, handle) {
  const server = this[kOwner];
  if (status) {
    server.emit('error', new ErrnoException(status, 'accept'));
    return;
  }
  if (server.maxConnections != null && server._connections >= server.maxConnections) {
    server.emit('drop', placesOf(handle));
    handle.close();
    return;
  }
  if (server.blockList && isBlocked(server.blockList, handle)) {
    handle.close();
    return;
  }
  const socket = new Socket({
    handle,
    allowHalfOpen: server.allowHalfOpen,
    pauseOnCreate: server.pauseOnConnect,
    readable: true,
    writable: true,
    readableHighWaterMark: server.highWaterMark,
    writableHighWaterMark: server.highWaterMark,
  });
  if (server.noDelay && handle.setNoDelay) {
    socket[kNoDelay] = true;
    handle.setNoDelay(true);
  }
  if (server.keepAlive && handle.setKeepAlive) {
    socket[kKeepAlive] = true;
    socket[kKeepAliveDelay] = server.keepAliveInitialDelay;
    handle.setKeepAlive(true, server.keepAliveInitialDelay);
  }
  server._connections++;
  socket.server = server;
  socket._server = server;
  server.emit('connection', socket);
}

function isBlocked(list, handle) {
  if (typeof handle.getpeername !== 'function') return false;
  const peer = {};
  handle.getpeername(peer);
  const type = isIP(peer.address);
  return type !== 0 && list.check(peer.address, `ipv${type}`);
}

function placesOf(handle) {
  if (!handle.getsockname) return undefined;
  const [local, remote] = [{}, {}];
  handle.getsockname(local);
  handle.getpeername(remote);
  return {
    __proto__: null,
    localAddress: local.address, localPort: local.port, localFamily: local.family,
    remoteAddress: remote.address, remotePort: remote.port, remoteFamily: remote.family,
  };
}

Object.defineProperty(Server.prototype, 'listening', {
  configurable: true, enumerable: true,
  get() { return Boolean(this._handle); },
});

Server.prototype.address = function address() {
  if (this._handle?.getsockname) {
    const out = {};
    const failed = this._handle.getsockname(out);
    if (failed) throw new ErrnoException(failed, 'address');
    return out;
  }
  return this._pipeName ?? null;
};

/** Counts the connections: `callback(error, count)` in a later tick. */
Server.prototype.getConnections = function getConnections(callback) {
  process.nextTick(callback, null, this._connections);
  return this;
};

Server.prototype.close = function close(callback) {
  if (typeof callback === 'function') {
    if (this._handle) this.once('close', callback);
    else this.once('close', () => callback(new codes.ERR_SERVER_NOT_RUNNING()));
  }
  if (this._handle) {
    this._handle.close();
    this._handle = null;
  }
  this._listeningId++;
  this._emitCloseIfDrained();
  return this;
};

Server.prototype[Symbol.asyncDispose] = function() {
  if (!this._handle) return Promise.resolve();
  return new Promise((resolve, reject) => {
    this.close((error) => (error ? reject(error) : resolve()));
  });
};

Server.prototype._emitCloseIfDrained = function _emitCloseIfDrained() {
  if (this._handle || this._connections) return;
  process.nextTick(emitClose, this);
};

function emitClose(server) {
  server.emit('close');
}

Server.prototype[Symbol.for('nodejs.rejection')] = function(error, event, socket) {
  if (event === 'connection') socket.destroy(error);
  else this.emit('error', error);
};

Server.prototype._setupWorker = function _setupWorker(list) {
  this._usingWorkers = true;
  this._workers.push(list);
};

Server.prototype.ref = function ref() {
  this._unref = false;
  if (this._handle) this._handle.ref();
  return this;
};

Server.prototype.unref = function unref() {
  this._unref = true;
  if (this._handle) this._handle.unref();
  return this;
};

module.exports = { createServerHandle, Server };
