'use strict';
// node:net, Socket: the JavaScript half of crates/ouro-node/src/net/{handle,stream,write}.rs.
// Node docs: Class: net.Socket.

const { Duplex } = require('stream');
const {
  ErrnoException, genericNodeError, codes,
} = require('internal/errors');
const { validateFunction, validateNumber } = require('internal/validators');
const { normalized, normalizeArgs } = require('internal/net/address');
const { TCP, Pipe } = internalBinding('net');

const UV_EOF = -4095;
const UV_ENOTCONN = -107;
const TIMEOUT_MAX = 2 ** 31 - 1;

const kOwner = Symbol('owner');
const kTimer = Symbol('timer');
const kQueued = Symbol('lastWriteQueueSize');
const kNoDelay = Symbol('noDelay');
const kKeepAlive = Symbol('keepAlive');
const kKeepAliveDelay = Symbol('keepAliveInitialDelay');
const kTypeOfService = Symbol('typeOfService');
const kBytesRead = Symbol('bytesRead');
const kBytesWritten = Symbol('bytesWritten');
const kBuffer = Symbol('buffer');
const kBufferCallback = Symbol('bufferCallback');
const kBufferMaker = Symbol('bufferMaker');

function noop() {}

/** The handle object for a descriptor. */
function createHandle(fd, server) {
  const { validateInt32 } = require('internal/validators');
  validateInt32(fd, 'fd', 0);
  const type = internalBinding('tty').guessHandleType(fd);
  if (type === 'PIPE') return new Pipe(server ? 1 : 0);
  if (type === 'TCP') return new TCP(server ? 1 : 0);
  throw new codes.ERR_INVALID_FD_TYPE(type);
}

function refuseObjectMode(options) {
  for (const name of ['objectMode', 'readableObjectMode', 'writableObjectMode']) {
    if (options[name]) {
      throw new codes.ERR_INVALID_ARG_VALUE(`options.${name}`, options[name], 'is not supported');
    }
  }
}

function Socket(options) {
  if (!(this instanceof Socket)) return new Socket(options);
  if (options !== undefined && options !== null && typeof options === 'object') {
    refuseObjectMode(options);
    if (options.keepAliveInitialDelay !== undefined) {
      validateNumber(options.keepAliveInitialDelay, 'options.keepAliveInitialDelay');
    }
  }
  this.connecting = false;
  options = typeof options === 'number' ? { fd: options } : { ...options };
  options.allowHalfOpen = Boolean(options.allowHalfOpen);
  // 'close' is emitted when the handle is closed, not before.
  options.emitClose = false;
  options.autoDestroy = true;
  options.decodeStrings = false;
  Duplex.call(this, options);

  if (options.handle) {
    this._handle = options.handle;
  } else if (options.fd !== undefined) {
    const { fd } = options;
    const handle = createHandle(fd, false);
    const failed = handle.open(fd);
    if (failed) throw new ErrnoException(failed, 'open');
    this._handle = handle;
    if ((fd === 1 || fd === 2) && handle instanceof Pipe) handle.setBlocking(true);
  } else {
    this._handle = null;
  }

  const { onread } = options;
  if (onread !== null && typeof onread === 'object' && typeof onread.callback === 'function' &&
      (onread.buffer instanceof Uint8Array || typeof onread.buffer === 'function')) {
    this[kBufferMaker] = typeof onread.buffer === 'function' ? onread.buffer : null;
    this[kBuffer] = this[kBufferMaker] === null ? onread.buffer : onread.buffer();
    this[kBufferCallback] = onread.callback;
  }
  if (options.noDelay) this[kNoDelay] = true;
  if (options.keepAlive) this[kKeepAlive] = true;
  if (options.keepAliveInitialDelay >= 1000) {
    this[kKeepAliveDelay] = ~~(options.keepAliveInitialDelay / 1000);
  }

  this.on('end', refuseWrites);
  if (this._handle !== null) adopt(this);
  if (options.blockList) {
    if (!require('internal/net/block_list').BlockList.isBlockList(options.blockList)) {
      throw new codes.ERR_INVALID_ARG_TYPE('options.blockList', 'net.BlockList', options.blockList);
    }
    this.blockList = options.blockList;
  }

  // With a handle the data begins to flow into the buffer; without, when it is connected.
  if (this._handle !== null && options.readable !== false) {
    if (options.pauseOnCreate) {
      this._handle.reading = false;
      this._handle.readStop();
      this.readableFlowing = false;
    } else if (!options.manualStart) {
      this.read(0);
    }
  }
}
Object.setPrototypeOf(Socket.prototype, Duplex.prototype);
Object.setPrototypeOf(Socket, Duplex);

// Most sockets never have these of their own: an idle one is small.
Socket.prototype._closeAfterHandlingError = false;
Socket.prototype._hadError = false;
Socket.prototype._host = null;
Socket.prototype._parent = null;
Socket.prototype._pendingData = null;
Socket.prototype._pendingEncoding = '';
Socket.prototype._server = null;
Socket.prototype._sockname = null;
Socket.prototype.server = null;
Socket.prototype[kTimer] = null;
Socket.prototype[kQueued] = 0;
Socket.prototype[kNoDelay] = false;
Socket.prototype[kKeepAlive] = false;
Socket.prototype[kKeepAliveDelay] = 0;
Socket.prototype[kBytesRead] = 0;
Socket.prototype[kBytesWritten] = 0;
Socket.prototype[kBuffer] = null;
Socket.prototype.timeout = 0;

// What the Rust half calls on handle objects, with the handle as `this`.
for (const { prototype } of [TCP, Pipe]) {
  prototype.onread = onread;
  prototype.onwritten = onwritten;
}

function adopt(socket) {
  const handle = socket._handle;
  handle[kOwner] = socket;
  if (handle.onread === undefined) handle.onread = onread;
  if (handle.onwritten === undefined) handle.onwritten = onwritten;
}

function refuseWrites() {
  if (!this.allowHalfOpen) this.write = writeAfterEnd;
}

function writeAfterEnd(chunk, encoding, callback) {
  if (!this.writableEnded) return Duplex.prototype.write.call(this, chunk, encoding, callback);
  if (typeof encoding === 'function') callback = encoding;
  const error = genericNodeError('This socket has been ended by the other party', {
    code: 'EPIPE',
  });
  if (typeof callback === 'function') process.nextTick(callback, error);
  this.destroy(error);
  return false;
}

function onread(chunk, status) {
  const socket = this[kOwner];
  if (socket === undefined) return;
  if (socket[kTimer] !== null) socket._unrefTimer();
  if (status === undefined) {
    if (socket.destroyed) return;
    const more = socket[kBuffer] === null ? socket.push(chunk) : fillBuffer(socket, chunk);
    if (!more && this.reading) {
      this.reading = false;
      if (!socket.destroyed) {
        const failed = this.readStop();
        if (failed) socket.destroy(new ErrnoException(failed, 'read'));
      }
    }
    return;
  }
  if (status !== UV_EOF) {
    socket.destroy(new ErrnoException(status, 'read'));
    return;
  }
  if (socket._readableState.endEmitted) return;
  socket.push(null);
  socket.read(0);
}

// Copies a chunk, piece by piece, into the buffers of the `onread` option.
function fillBuffer(socket, chunk) {
  let more = true;
  for (let start = 0; start < chunk.length;) {
    const buffer = socket[kBuffer];
    const size = Math.min(buffer.length, chunk.length - start);
    buffer.set(chunk.subarray(start, start + size));
    start += size;
    more = socket[kBufferCallback](size, buffer) !== false;
    if (socket[kBufferMaker] !== null) {
      const next = socket[kBufferMaker]();
      if (next instanceof Uint8Array) socket[kBuffer] = next;
    }
  }
  return more;
}

function onwritten(callback, status) {
  const socket = this[kOwner];
  if (socket === undefined || socket.destroyed) {
    callback(null);
    return;
  }
  if (status < 0) {
    callback(new ErrnoException(status, 'write'));
    return;
  }
  if (socket[kTimer] !== null) socket._unrefTimer();
  callback(null);
}

function startReading(socket) {
  const handle = socket._handle;
  // No more than fits, so that a pause takes effect after each buffer.
  if (socket[kBuffer] !== null) handle.setReadSize?.(socket[kBuffer].length);
  handle.reading = true;
  const failed = handle.readStart();
  if (failed) socket.destroy(new ErrnoException(failed, 'read'));
}

Socket.prototype._unrefTimer = function _unrefTimer() {
  for (let s = this; s !== null && s !== undefined; s = s._parent) {
    if (s[kTimer]) s[kTimer].refresh();
  }
};

// 'finish' waits for this: everything is written, and the other side is told.
Socket.prototype._final = function _final(callback) {
  if (this.connecting) {
    this.once('connect', () => this._final(callback));
    return;
  }
  if (!this._handle) return callback();
  const failed = this._handle.shutdown({
    oncomplete: (status, handle) => {
      if (this.destroyed || status === 0) callback();
      else callback(new ErrnoException(status, 'shutdown'));
    },
  });
  if (failed === UV_ENOTCONN) return callback();
  if (failed !== 0) callback(new ErrnoException(failed, 'shutdown'));
};

Socket.prototype.setTimeout = function(msecs, callback) {
  if (this.destroyed) return this;
  this.timeout = msecs;
  validateNumber(msecs, 'msecs');
  if (msecs < 0 || !Number.isFinite(msecs)) {
    throw new codes.ERR_OUT_OF_RANGE('msecs', 'a non-negative finite number', msecs);
  }
  if (msecs > TIMEOUT_MAX) {
    process.emitWarning(`${msecs} does not fit into a 32-bit signed integer.\n` +
      `Timer duration was truncated to ${TIMEOUT_MAX}.`, 'TimeoutOverflowWarning');
    msecs = TIMEOUT_MAX;
  }
  if (this[kTimer] !== null) clearTimeout(this[kTimer]);
  if (msecs === 0) {
    this[kTimer] = null;
    if (callback !== undefined) {
      validateFunction(callback, 'callback');
      this.removeListener('timeout', callback);
    }
    return this;
  }
  this[kTimer] = setTimeout(onTimer, msecs, this).unref();
  if (callback !== undefined) {
    validateFunction(callback, 'callback');
    this.once('timeout', callback);
  }
  return this;
};

function onTimer(socket) {
  socket._onTimeout();
}

Socket.prototype._onTimeout = function _onTimeout() {
  const handle = this._handle;
  const last = this[kQueued];
  if (last > 0 && handle) {
    // A write is on its way as long as the queue changes.
    const { writeQueueSize } = handle;
    if (last !== writeQueueSize) {
      this[kQueued] = writeQueueSize;
      this._unrefTimer();
      return;
    }
  }
  this.emit('timeout');
};

Socket.prototype.setNoDelay = function setNoDelay(enable) {
  enable = Boolean(enable === undefined ? true : enable);
  if (!this._handle) {
    this[kNoDelay] = enable;
  } else if (this._handle.setNoDelay && enable !== this[kNoDelay]) {
    this[kNoDelay] = enable;
    this._handle.setNoDelay(enable);
  }
  return this;
};

Socket.prototype.setKeepAlive = function setKeepAlive(enable, initialDelayMsecs) {
  enable = Boolean(enable);
  const delay = ~~(initialDelayMsecs / 1000);
  if (!this._handle) {
    this[kKeepAlive] = enable;
    this[kKeepAliveDelay] = delay;
  } else if (this._handle.setKeepAlive &&
      (enable !== this[kKeepAlive] || (enable && delay !== this[kKeepAliveDelay]))) {
    this[kKeepAlive] = enable;
    this[kKeepAliveDelay] = delay;
    this._handle.setKeepAlive(enable, delay);
  }
  return this;
};

/** Sets the type of service of packets, 0 to 255 (RFC 2474); kept until there is a handle. */
Socket.prototype.setTypeOfService = function setTypeOfService(tos) {
  if (Number.isNaN(tos)) throw new codes.ERR_INVALID_ARG_TYPE('tos', 'number', tos);
  require('internal/validators').validateInt32(tos, 'tos', 0, 255);
  if (!this._handle || this.connecting) {
    this[kTypeOfService] = tos;
    return this;
  }
  if (!this._handle.setTypeOfService || tos === this[kTypeOfService]) return this;
  const failed = this._handle.setTypeOfService(tos);
  if (failed) throw new ErrnoException(failed, 'setTypeOfService');
  this[kTypeOfService] = tos;
  return this;
};

Socket.prototype.getTypeOfService = function getTypeOfService() {
  if (!this._handle?.getTypeOfService || this.connecting) return this[kTypeOfService] ?? 0;
  const found = this._handle.getTypeOfService();
  if (found < 0) throw new ErrnoException(found, 'getTypeOfService');
  return found;
};

Socket.prototype.address = function address() {
  return this._getsockname();
};

Socket.prototype._read = function _read(n) {
  if (this.connecting || !this._handle) {
    this.once('connect', () => this._read(n));
  } else if (!this._handle.reading) {
    startReading(this);
  }
};

Socket.prototype.end = function end(data, encoding, callback) {
  Duplex.prototype.end.call(this, data, encoding, callback);
  return this;
};

Socket.prototype.resetAndDestroy = function resetAndDestroy() {
  if (this._handle) {
    if (!(this._handle instanceof TCP)) throw new codes.ERR_INVALID_HANDLE_TYPE();
    if (this.connecting) this.once('connect', () => this._reset());
    else this._reset();
  } else {
    this.destroy(new codes.ERR_SOCKET_CLOSED());
  }
  return this;
};

Socket.prototype._reset = function _reset() {
  this.resetAndClosing = true;
  return this.destroy();
};

Socket.prototype.pause = function pause() {
  if (this[kBuffer] && !this.connecting && this._handle?.reading) {
    this._handle.reading = false;
    if (!this.destroyed) {
      const failed = this._handle.readStop();
      if (failed) this.destroy(new ErrnoException(failed, 'read'));
    }
  }
  return Duplex.prototype.pause.call(this);
};

Socket.prototype.resume = function resume() {
  if (this[kBuffer] && !this.connecting && this._handle && !this._handle.reading) {
    startReading(this);
  }
  return Duplex.prototype.resume.call(this);
};

Socket.prototype.read = function read(n) {
  if (this[kBuffer] && !this.connecting && this._handle && !this._handle.reading) {
    startReading(this);
  }
  return Duplex.prototype.read.call(this, n);
};

Socket.prototype.destroySoon = function destroySoon() {
  if (this.writable) this.end();
  if (this.writableFinished) this.destroy();
  else this.once('finish', this.destroy);
};

Socket.prototype._destroy = function _destroy(exception, callback) {
  this.connecting = false;
  for (let s = this; s !== null && s !== undefined; s = s._parent) {
    if (s[kTimer]) clearTimeout(s[kTimer]);
  }
  const handle = this._handle;
  if (handle) {
    const isException = Boolean(exception);
    this[kBytesRead] = handle.bytesRead;
    this[kBytesWritten] = handle.bytesWritten;
    const closed = () => this.emit('close', isException);
    if (this.resetAndClosing) {
      this.resetAndClosing = false;
      const failed = handle.reset(closed);
      if (failed) this.emit('error', new ErrnoException(failed, 'reset'));
    } else if (this._closeAfterHandlingError) {
      queueMicrotask(() => {
        handle.close(closed);
        handle.onread = noop;
        this._handle = null;
        this._sockname = null;
      });
    } else {
      handle.close(closed);
    }
    if (!this._closeAfterHandlingError) {
      handle.onread = noop;
      this._handle = null;
      this._sockname = null;
    }
    callback(exception);
  } else {
    callback(exception);
    process.nextTick(emitClose, this);
  }
  if (this._server) {
    this._server._connections--;
    if (this._server._emitCloseIfDrained) this._server._emitCloseIfDrained();
  }
};

function emitClose(socket) {
  socket.emit('close', false);
}

Socket.prototype._getpeername = function _getpeername() {
  if (!this._handle || !this._handle.getpeername || this.connecting) return this._peername || {};
  if (!this._peername) {
    const out = {};
    if (this._handle.getpeername(out)) return out;
    this._peername = out;
  }
  return this._peername;
};

Socket.prototype._getsockname = function _getsockname() {
  if (!this._handle || !this._handle.getsockname) return {};
  if (!this._sockname) {
    const out = {};
    this._handle.getsockname(out);
    if (out.port === undefined) return out;
    this._sockname = out;
  }
  return this._sockname;
};

Socket.prototype._writeGeneric = function _writeGeneric(many, data, encoding, callback) {
  if (this.connecting) {
    this._pendingData = data;
    this._pendingEncoding = encoding;
    const onClose = () => callback(new codes.ERR_SOCKET_CLOSED_BEFORE_CONNECTION());
    this.once('connect', function() {
      this.off('close', onClose);
      this._writeGeneric(many, data, encoding, callback);
    });
    this.once('close', onClose);
    return;
  }
  if (this._pendingData !== null) {
    this._pendingData = null;
    this._pendingEncoding = '';
  }
  const handle = this._handle;
  if (!handle) {
    callback(new codes.ERR_SOCKET_CLOSED());
    return false;
  }
  if (this[kTimer] !== null) this._unrefTimer();
  const result = many ?
    handle.writev(callback, wireChunks(data), data.allBuffers === true) :
    writeOne(handle, data, encoding, callback);
  if (result === 0) callback();
  else if (result === 1) this[kQueued] = handle.writeQueueSize;
  else callback(new ErrnoException(result, 'write'));
};

// Strings of encodings that only Buffer knows become buffers.
function wireChunks(data) {
  if (data.allBuffers === true) return mapChunk(data);
  return data.map(({ chunk, encoding }) => {
    if (typeof chunk !== 'string') return { chunk };
    return isPlain(encoding) ? { chunk, encoding } : { chunk: Buffer.from(chunk, encoding) };
  });
}

function mapChunk(data) {
  for (let i = 0; i < data.length; i++) {
    if (data[i].chunk !== undefined) data[i] = data[i].chunk;
  }
  return data;
}

function isPlain(encoding) {
  switch (encoding) {
    case 'utf8': case 'utf-8': case 'latin1': case 'binary': case 'ascii': case 'ucs2':
    case 'ucs-2': case 'utf16le': case 'utf-16le': case '': case undefined: case null:
      return true;
    default:
      return false;
  }
}

function writeOne(handle, data, encoding, callback) {
  switch (encoding) {
    case 'buffer': return handle.writeBuffer(callback, data);
    case 'utf8': case 'utf-8': return handle.writeUtf8String(callback, data);
    case 'latin1': case 'binary': return handle.writeLatin1String(callback, data);
    case 'ascii': return handle.writeAsciiString(callback, data);
    case 'ucs2': case 'ucs-2': case 'utf16le': case 'utf-16le':
      return handle.writeUcs2String(callback, data);
    default: return handle.writeBuffer(callback, Buffer.from(data, encoding));
  }
}

Socket.prototype._writev = function _writev(chunks, callback) {
  this._writeGeneric(true, chunks, '', callback);
};

Socket.prototype._write = function _write(data, encoding, callback) {
  this._writeGeneric(false, data, encoding, callback);
};

/** Connects: `connect(options | path | port[, host][, listener])`. */
Socket.prototype.connect = function connect(...args) {
  const given = Array.isArray(args[0]) && args[0][normalized] ? args[0] : normalizeArgs(args);
  return require('internal/net/connect').start(this, given[0], given[1]);
};

Socket.prototype.ref = function ref() {
  if (!this._handle) this.once('connect', this.ref);
  else if (typeof this._handle.ref === 'function') this._handle.ref();
  return this;
};

Socket.prototype.unref = function unref() {
  if (!this._handle) this.once('connect', this.unref);
  else if (typeof this._handle.unref === 'function') this._handle.unref();
  return this;
};

function bytesWritten(socket) {
  const handle = socket._handle;
  let bytes = handle ? handle.bytesWritten ?? 0 : socket[kBytesWritten];
  const state = socket._writableState;
  const { _pendingData: data, _pendingEncoding: encoding } = socket;
  if (!state) return undefined;
  const buffered = typeof state.getBuffer === 'function' ? state.getBuffer() : [];
  for (const { chunk, encoding } of buffered) bytes += sizeOf(chunk, encoding);
  if (Array.isArray(data)) {
    for (const item of data) {
      bytes += data.allBuffers ? (item.chunk ?? item).length : sizeOf(item.chunk, item.encoding);
    }
  } else if (data) {
    bytes += sizeOf(data, encoding);
  }
  return bytes;
}

function sizeOf(chunk, encoding) {
  return typeof chunk === 'string' ? Buffer.byteLength(chunk, encoding) : chunk.length;
}

const getters = {
  _connecting() { return this.connecting; },
  pending() { return !this._handle || this.connecting; },
  readyState() {
    if (this.connecting) return 'opening';
    if (this.readable) return this.writable ? 'open' : 'readOnly';
    return this.writable ? 'writeOnly' : 'closed';
  },
  bufferSize() { return this._handle ? this.writableLength : undefined; },
  bytesRead() { return this._handle ? this._handle.bytesRead : this[kBytesRead]; },
  bytesWritten() { return bytesWritten(this); },
  _bytesDispatched() { return this._handle ? this._handle.bytesWritten : this[kBytesWritten]; },
  remoteAddress() { return this._getpeername().address; },
  remoteFamily() { return this._getpeername().family; },
  remotePort() { return this._getpeername().port; },
  localAddress() { return this._getsockname().address; },
  localPort() { return this._getsockname().port; },
  localFamily() { return this._getsockname().family; },
};
for (const name of Object.keys(getters)) {
  Object.defineProperty(Socket.prototype, name, {
    configurable: false, enumerable: true, get: getters[name],
  });
}

module.exports = {
  adopt, createHandle, kKeepAlive, kKeepAliveDelay, kNoDelay, kOwner, kTimer, kTypeOfService,
  Socket,
};
