'use strict';
// FileHandle: an open file as an object, for fs/promises. No Rust half of its own; the promise
// voices of descriptors in crates/ouro-node/src/fs/. Node docs: Class: FileHandle.

const EventEmitter = require('events');
const { codes } = require('internal/errors');
const binding = internalBinding('fs');
const native = binding.handle;

function closedError(syscall) {
  const error = new Error('file closed');
  error.code = 'EBADF';
  error.syscall = syscall;
  return error;
}

function isIterable(value) {
  return value !== null && typeof value === 'object' && !ArrayBuffer.isView(value) &&
    (typeof value[Symbol.asyncIterator] === 'function' ||
      typeof value[Symbol.iterator] === 'function');
}

function checkAborted(signal) {
  if (signal?.aborted) {
    const { AbortError } = require('internal/errors');
    throw new AbortError(undefined, { cause: signal.reason });
  }
}

async function writeAll(fd, chunk, encoding) {
  let bytes = typeof chunk === 'string' ? Buffer.from(chunk, encoding) : chunk;
  bytes = new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let offset = 0;
  while (offset < bytes.byteLength) {
    const { bytesWritten } = await native.write(fd, bytes, offset, bytes.byteLength - offset, null);
    offset += bytesWritten;
  }
}

async function writeIterable(path, data, options, flag) {
  const { encoding = 'utf8', mode = 0o666, flush = false, signal } =
    typeof options === 'string' ? { encoding: options } : options ?? {};
  checkAborted(signal);
  const fd = await binding.promises.open(path, options?.flag ?? flag, mode);
  try {
    for await (const chunk of data) {
      checkAborted(signal);
      checkData(chunk);
      await writeAll(fd, chunk, encoding);
      checkAborted(signal);
    }
    if (flush) await native.fsync(fd);
  } finally {
    await native.close(fd);
  }
}

function checkData(chunk) {
  if (typeof chunk !== 'string' && !ArrayBuffer.isView(chunk)) {
    throw new codes.ERR_INVALID_ARG_TYPE('data', ['string', 'Buffer', 'TypedArray', 'DataView'],
      chunk);
  }
}

class FileHandle extends EventEmitter {
  #fd;
  #users = 0;
  #closing = null;
  #close = null;

  constructor(fd) {
    super();
    this.#fd = fd;
  }

  getAsyncId() {
    return this.#fd;
  }

  get fd() {
    return this.#fd;
  }

  // Runs one operation; close() waits for those that run.
  async #use(syscall, verb, ...args) {
    if (this.#fd === -1) throw closedError(syscall);
    this._ref();
    try {
      return await verb(this.#fd, ...args);
    } finally {
      this._unref();
    }
  }

  appendFile(data, options) {
    return this.#writeFile(data, options);
  }

  chmod(mode) {
    return this.#use('fchmod', native.fchmod, mode);
  }

  chown(uid, gid) {
    return this.#use('fchown', native.fchown, uid, gid);
  }

  datasync() {
    return this.#use('fdatasync', native.fdatasync);
  }

  sync() {
    return this.#use('fsync', native.fsync);
  }

  read(buffer, offset, length, position) {
    return this.#use('read', native.read, buffer, offset, length, position);
  }

  readv(buffers, position) {
    return this.#use('readv', native.readv, buffers, position);
  }

  readFile(options) {
    return this.#use('readFile', binding.promises.readFile, options);
  }

  readLines(options = undefined) {
    return require('readline').createInterface({
      input: this.createReadStream(options),
      crlfDelay: Infinity,
    });
  }

  stat(options) {
    return this.#use('fstat', native.fstat, options);
  }

  truncate(length = 0) {
    return this.#use('ftruncate', native.ftruncate, length);
  }

  utimes(atime, mtime) {
    return this.#use('futimes', native.futimes, atime, mtime);
  }

  write(buffer, offset, length, position) {
    return this.#use('write', native.write, buffer, offset, length, position);
  }

  writev(buffers, position) {
    return this.#use('writev', native.writev, buffers, position);
  }

  writeFile(data, options) {
    return this.#writeFile(data, options);
  }

  async #writeFile(data, options) {
    if (!isIterable(data)) {
      return this.#use('writeFile', binding.promises.writeFile, data, options);
    }
    const encoding = typeof options === 'string' ? options : options?.encoding ?? 'utf8';
    const signal = options?.signal;
    return this.#use('write', async (fd) => {
      checkAborted(signal);
      for await (const chunk of data) {
        checkAborted(signal);
        checkData(chunk);
        await writeAll(fd, chunk, encoding);
        checkAborted(signal);
      }
    });
  }

  close() {
    if (this.#fd === -1) return Promise.resolve();
    if (this.#closing !== null) return this.#closing;
    if (this.#users === 0) {
      const fd = this.#fd;
      this.#fd = -1;
      this.#closing = native.close(fd).finally(() => this.#closing = null);
    } else {
      this.#closing = new Promise((resolve, reject) => {
        this.#close = { resolve, reject };
      }).finally(() => this.#closing = null);
    }
    this.emit('close');
    return this.#closing;
  }

  async [Symbol.asyncDispose]() {
    await this.close();
  }

  // Streams hold the handle open so, as do operations.
  _ref() {
    this.#users++;
  }

  _unref() {
    this.#users--;
    if (this.#users === 0 && this.#close !== null) {
      const { resolve, reject } = this.#close;
      const fd = this.#fd;
      this.#close = null;
      this.#fd = -1;
      native.close(fd).then(resolve, reject);
    }
  }

  createReadStream(options = undefined) {
    const { ReadStream } = require('internal/fs/streams');
    return new ReadStream(undefined, { ...options, fd: this });
  }

  createWriteStream(options = undefined) {
    const { WriteStream } = require('internal/fs/streams');
    return new WriteStream(undefined, { ...options, fd: this });
  }

  readableWebStream(options = {}) {
    const { ReadableStream } = require('stream/web');
    const { autoClose = false } = options;
    if (this.#fd === -1) throw new codes.ERR_INVALID_STATE('The FileHandle is closed');
    if (this.#closing !== null) throw new codes.ERR_INVALID_STATE('The FileHandle is closing');
    if (this.#locked) throw new codes.ERR_INVALID_STATE('The FileHandle is locked');
    this.#locked = true;
    this._ref();
    const done = () => {
      this._unref();
      if (autoClose) return this.close();
    };
    const handle = this;
    return new ReadableStream({
      type: 'bytes',
      autoAllocateChunkSize: 16384,
      async pull(controller) {
        const view = controller.byobRequest.view;
        const { bytesRead } = await handle.read(view, 0, view.byteLength);
        if (bytesRead === 0) {
          controller.close();
          controller.byobRequest.respond(0);
          await done();
          return;
        }
        controller.byobRequest.respond(bytesRead);
      },
      cancel: done,
    });
  }

  #locked = false;
}

module.exports = { FileHandle, isIterable, writeIterable };
