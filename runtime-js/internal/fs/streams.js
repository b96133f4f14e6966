'use strict';
// fs.ReadStream and fs.WriteStream. No Rust half of its own: the verbs of
// crates/ouro-node/src/fs/. Node docs: fs.createReadStream, fs.createWriteStream.

const { Readable, Writable, finished } = require('stream');
const { errorOrDestroy } = require('internal/streams/destroy');
const fs = require('fs');
const { codes } = require('internal/errors');
const { validateBoolean, validateFunction, validateInteger } = require('internal/validators');
const binding = internalBinding('fs');

const kFs = Symbol('kFs');
const kHandle = Symbol('kHandle');
const kBusy = Symbol('kIsPerformingIO');
const kDone = Symbol('kIoDone');

function copyOptions(options) {
  if (options === undefined || options === null) return {};
  if (typeof options === 'string') return { encoding: checkEncoding(options) };
  if (typeof options !== 'object') {
    throw new codes.ERR_INVALID_ARG_TYPE('options', ['string', 'Object'], options);
  }
  const copy = {};
  for (const key in options) copy[key] = options[key];
  if (copy.encoding !== undefined && copy.encoding !== null) checkEncoding(copy.encoding);
  return copy;
}

function checkEncoding(encoding) {
  if (encoding !== 'buffer' && !Buffer.isEncoding(encoding)) {
    throw new codes.ERR_INVALID_ARG_VALUE('encoding', encoding, 'is invalid encoding');
  }
  return encoding;
}

// The file's operations as a FileHandle has them; what runs keeps the handle open.
function handleOperations(handle) {
  return {
    open() {},
    read(fd, buffer, offset, length, position, callback) {
      handle.read(buffer, offset, length, position).then(
        (done) => callback(null, done.bytesRead, done.buffer),
        (error) => callback(error, 0, buffer));
    },
    write(fd, buffer, offset, length, position, callback) {
      handle.write(buffer, offset, length, position).then(
        (done) => callback(null, done.bytesWritten, done.buffer),
        (error) => callback(error, 0, buffer));
    },
    writev(fd, buffers, position, callback) {
      handle.writev(buffers, position).then(
        (done) => callback(null, done.bytesWritten, done.buffers),
        (error) => callback(error, 0, buffers));
    },
    fsync: fs.fsync,
    close(fd, callback) {
      handle._unref();
      handle.close().then(() => callback(), callback);
    },
  };
}

// Takes `options.fd` (a number or FileHandle) and `options.fs`, or the path.
function prepare(stream, path, options, needs) {
  if (options.fd === undefined || options.fd === null) {
    stream.fd = null;
    stream[kFs] = options.fs || fs;
    validateFunction(stream[kFs].open, 'options.fs.open');
    stream.path = typeof path === 'object' && path !== null && path.href && path.protocol ?
      require('url').fileURLToPath(path) : path;
    binding.validatePath(stream.path);
  } else if (typeof options.fd === 'number') {
    validateInteger(options.fd, 'fd', 0, 2147483647);
    stream.fd = options.fd;
    stream[kFs] = options.fs || fs;
  } else if (typeof options.fd === 'object' &&
      options.fd instanceof require('internal/fs/file_handle').FileHandle) {
    if (options.fs) throw new codes.ERR_METHOD_NOT_IMPLEMENTED('FileHandle with fs');
    const handle = options.fd;
    stream[kHandle] = handle;
    stream[kFs] = handleOperations(handle);
    stream.fd = handle.fd;
    handle._ref();
    handle.on('close', stream.close.bind(stream));
  } else {
    throw new codes.ERR_INVALID_ARG_TYPE('options.fd', ['number', 'FileHandle'], options.fd);
  }
  if (!options.fs) return;
  for (const name of needs) validateFunction(options.fs[name], `options.fs.${name}`);
  if (options.autoDestroy) validateFunction(options.fs.close, 'options.fs.close');
}

function construct(callback) {
  const stream = this;
  if (typeof stream.fd === 'number') {
    callback();
    return;
  }
  // A subclass that opens in its own way.
  if (stream.open !== noOpen) {
    const emit = stream.emit;
    stream.emit = function(...args) {
      if (args[0] === 'open') {
        this.emit = emit;
        callback();
        Reflect.apply(emit, this, args);
      } else if (args[0] === 'error') {
        this.emit = emit;
        callback(args[1]);
      } else {
        Reflect.apply(emit, this, args);
      }
    };
    stream.open();
    return;
  }
  stream[kFs].open(stream.path, stream.flags, stream.mode, (error, fd) => {
    if (error) {
      callback(error);
    } else {
      stream.fd = fd;
      callback();
      stream.emit('open', fd);
      stream.emit('ready');
    }
  });
}

function noOpen() {
  // Opening happens in construct().
}

function close(stream, error, callback) {
  // What was never opened has nothing to close.
  if (stream.fd === null) {
    callback(error);
    return;
  }
  stream[kFs].close(stream.fd, (failed) => callback(failed || error));
  stream.fd = null;
}

function waitThen(stream, error, callback, act) {
  // Closing while the pool works on the number might close another file's.
  if (stream[kBusy]) stream.once(kDone, (failed) => act(stream, error || failed, callback));
  else act(stream, error, callback);
}

const autoClose = (state) => ({
  __proto__: null,
  get() {
    if (this[state] === undefined) {
      throw new codes.ERR_INVALID_THIS(state === '_readableState' ? 'ReadStream' : 'WriteStream');
    }
    return this[state].autoDestroy;
  },
  set(value) {
    this[state].autoDestroy = value;
  },
});

const pending = {
  __proto__: null,
  get() {
    return this.fd === null;
  },
  configurable: true,
};

function ReadStream(path, options) {
  if (!(this instanceof ReadStream)) return new ReadStream(path, options);
  options = copyOptions(options);
  options.highWaterMark ??= 64 * 1024;
  options.autoDestroy = options.autoClose === undefined ? true : options.autoClose;
  prepare(this, path, options, ['read']);
  this.flags = options.flags === undefined ? 'r' : options.flags;
  this.mode = options.mode === undefined ? 0o666 : options.mode;
  this.start = options.start;
  this.end = options.end ?? Infinity;
  this.pos = undefined;
  this.bytesRead = 0;
  this[kBusy] = false;
  if (this.start !== undefined) {
    validateInteger(this.start, 'start', 0);
    this.pos = this.start;
  }
  if (this.end !== Infinity) {
    validateInteger(this.end, 'end', 0);
    if (this.start !== undefined && this.start > this.end) {
      throw new codes.ERR_OUT_OF_RANGE('start', `<= "end" (here: ${this.end})`, this.start);
    }
  }
  Readable.call(this, options);
  if (options.encoding) this.setEncoding(options.encoding);
}
Object.setPrototypeOf(ReadStream.prototype, Readable.prototype);
Object.setPrototypeOf(ReadStream, Readable);

Object.defineProperty(ReadStream.prototype, 'autoClose', autoClose('_readableState'));
ReadStream.prototype.open = noOpen;
ReadStream.prototype._construct = construct;

ReadStream.prototype._read = function(n) {
  const from = this.pos === undefined ? this.bytesRead : this.pos;
  n = Math.min(this.end - from + 1, n);
  if (n <= 0) {
    this.push(null);
    return;
  }
  this[kBusy] = true;
  const read = (error, bytesRead, buffer) => {
    this[kBusy] = false;
    if (this.destroyed) {
      this.emit(kDone, error);
    } else if (error) {
      errorOrDestroy(this, error);
    } else if (bytesRead > 0) {
      if (this.pos !== undefined) this.pos += bytesRead;
      this.bytesRead += bytesRead;
      this.push(bytesRead === buffer.length ? buffer : buffer.subarray(0, bytesRead));
    } else {
      this.push(null);
    }
  };
  if (this[kFs].read === binding.read) {
    binding.readChunk(this.fd, n, this.pos, (error, buffer) => read(error, buffer?.length, buffer));
  } else {
    this[kFs].read(this.fd, Buffer.allocUnsafeSlow(n), 0, n, this.pos, read);
  }
};

ReadStream.prototype._destroy = function(error, callback) {
  waitThen(this, error, callback, close);
};

ReadStream.prototype.close = function(callback) {
  if (typeof callback === 'function') finished(this, callback);
  this.destroy();
};

Object.defineProperty(ReadStream.prototype, 'pending', pending);

function WriteStream(path, options) {
  if (!(this instanceof WriteStream)) return new WriteStream(path, options);
  options = copyOptions(options);
  // Strings reach _write as Buffers.
  options.decodeStrings = true;
  options.autoDestroy = options.autoClose === undefined ? true : options.autoClose;
  if (options.fs) {
    const { write, writev } = options.fs;
    if (write) validateFunction(write, 'options.fs.write');
    if (writev) validateFunction(writev, 'options.fs.writev');
    if (!write && !writev) {
      throw new codes.ERR_INVALID_ARG_TYPE('options.fs.write', 'Function', write);
    }
  }
  prepare(this, path, options, []);
  if (options.fs && !options.fs.write) this._write = null;
  if (options.fs && !options.fs.writev) this._writev = null;
  if (options.flush === undefined || options.flush === null) {
    this.flush = false;
  } else {
    validateBoolean(options.flush, 'options.flush');
    this.flush = options.flush;
  }
  this.flags = options.flags === undefined ? 'w' : options.flags;
  this.mode = options.mode === undefined ? 0o666 : options.mode;
  this.start = options.start;
  this.pos = undefined;
  this.bytesWritten = 0;
  this[kBusy] = false;
  if (this.start !== undefined) {
    validateInteger(this.start, 'start', 0);
    this.pos = this.start;
  }
  Writable.call(this, options);
  if (options.encoding) this.setDefaultEncoding(options.encoding);
}
Object.setPrototypeOf(WriteStream.prototype, Writable.prototype);
Object.setPrototypeOf(WriteStream, Writable);

Object.defineProperty(WriteStream.prototype, 'autoClose', autoClose('_writableState'));
WriteStream.prototype.open = noOpen;
WriteStream.prototype._construct = construct;

// Writes all of a chunk, calling again where the system took a part.
function writeAll(stream, data, offset, tries, callback) {
  const left = data.length - offset;
  stream[kFs].write(stream.fd, data, offset, left, stream.pos, (error, written) => {
    if (error?.code === 'EAGAIN') {
      error = null;
      written = 0;
    }
    if (stream.destroyed || error) {
      return callback(error || new codes.ERR_STREAM_DESTROYED('write'));
    }
    stream.bytesWritten += written;
    if (stream.pos !== undefined) stream.pos += written;
    tries = written ? 0 : tries + 1;
    if (tries > 5) {
      callback(new codes.ERR_SYSTEM_ERROR({
        errno: -11, code: 'EAGAIN', message: 'write failed', syscall: 'write' }));
    } else if (written < left) {
      writeAll(stream, data, offset + written, tries, callback);
    } else {
      callback(null);
    }
  });
}

function writeDone(stream, callback) {
  return (error) => {
    stream[kBusy] = false;
    if (stream.destroyed) {
      // A destroyed stream's callback is owed all the same.
      callback(error);
      stream.emit(kDone, error);
      return;
    }
    callback(error);
  };
}

WriteStream.prototype._write = function(data, encoding, callback) {
  this[kBusy] = true;
  writeAll(this, data, 0, 0, writeDone(this, callback));
};

WriteStream.prototype._writev = function(data, callback) {
  const chunks = [];
  let size = 0;
  for (let index = 0; index < data.length; index++) {
    chunks.push(data[index].chunk);
    size += data[index].chunk.length;
  }
  this[kBusy] = true;
  const done = writeDone(this, callback);
  this[kFs].writev(this.fd, chunks, this.pos, (error, written) => {
    if (error?.code === 'EAGAIN') {
      error = null;
      written = 0;
    }
    if (error || this.destroyed) return done(error || new codes.ERR_STREAM_DESTROYED('writev'));
    this.bytesWritten += written;
    if (this.pos !== undefined) this.pos += written;
    if (written === size) return done(null);
    writeAll(this, Buffer.concat(chunks), written, 0, done);
  });
};

function flushAndClose(stream, error, callback) {
  if (!stream.flush || stream.fd === null) {
    close(stream, error, callback);
    return;
  }
  const { fsync = fs.fsync } = stream[kFs];
  fsync(stream.fd, (failed) => close(stream, error || failed, callback));
}

WriteStream.prototype._destroy = function(error, callback) {
  waitThen(this, error, callback, flushAndClose);
};

WriteStream.prototype.close = function(callback) {
  if (callback) {
    if (this.closed) {
      process.nextTick(callback);
      return;
    }
    this.on('close', callback);
  }
  // Without autoClose the end does not close, so this must.
  if (!this.autoClose) this.on('finish', this.destroy);
  this.end();
};

WriteStream.prototype.destroySoon = WriteStream.prototype.end;
Object.defineProperty(WriteStream.prototype, 'pending', pending);

module.exports = { ReadStream, WriteStream };
