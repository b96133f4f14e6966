'use strict';
// fs.Dir and temporary folders that remove themselves: the JavaScript half of
// crates/ouro-node/src/fs/dir.rs. Node docs: Class: fs.Dir, fs.mkdtempDisposableSync.

const { codes } = require('internal/errors');
const { validateFunction, validateInteger } = require('internal/validators');
const binding = internalBinding('fs');

function openOptions(options) {
  if (options === undefined || options === null || typeof options === 'function') options = {};
  if (typeof options === 'string') options = { encoding: options };
  if (typeof options !== 'object') {
    throw new codes.ERR_INVALID_ARG_TYPE('options', ['string', 'Object'], options);
  }
  const { encoding = 'utf8', bufferSize = 32, recursive = false } = options;
  validateInteger(bufferSize, 'options.bufferSize', 1, 4294967295);
  if (encoding !== 'buffer' && !Buffer.isEncoding(encoding)) {
    throw new codes.ERR_INVALID_ARG_VALUE('encoding', encoding, 'is invalid encoding');
  }
  return { encoding, bufferSize, recursive: recursive === true };
}

function ignore() {}

class Dir {
  #handle;
  #path;
  #options;
  #entries = [];
  #folders = [];
  #last = Promise.resolve();
  #busy = 0;

  constructor(handle, path, options) {
    if (handle === undefined) throw new codes.ERR_MISSING_ARGS('handle');
    this.#handle = handle;
    this.#path = path;
    this.#options = openOptions(options);
  }

  get path() {
    if (!(#path in this)) throw new codes.ERR_INVALID_THIS('Dir');
    return this.#path;
  }

  #check() {
    if (this.#handle === null) throw new codes.ERR_DIR_CLOSED();
    if (this.#busy > 0) throw new codes.ERR_DIR_CONCURRENT_OPERATION();
  }

  // Takes the next entry already read; a folder in recursive mode is opened after it.
  #next() {
    const entry = this.#entries.shift();
    if (entry !== undefined && this.#options.recursive && entry.isDirectory()) {
      this.#folders.push(`${entry.parentPath}/${entry.name}`);
    }
    return entry;
  }

  #parts() {
    const { encoding, bufferSize } = this.#options;
    return [encoding, bufferSize, this.#current ?? this.#path];
  }

  #current = undefined;

  readSync() {
    this.#check();
    for (;;) {
      if (this.#entries.length > 0) return this.#next();
      const [encoding, size, parent] = this.#parts();
      const read = binding.dirReadSync(this.#handle, encoding, size, parent);
      if (read !== null) {
        this.#entries = read;
        continue;
      }
      const folder = this.#folders.shift();
      if (folder === undefined) return null;
      binding.dirCloseSync(this.#handle);
      this.#handle = binding.opendirSync(folder);
      this.#current = folder;
    }
  }

  read(callback) {
    if (callback === undefined) return this.#readPromise();
    validateFunction(callback, 'callback');
    let result;
    try {
      result = this.#readPromise();
    } catch (error) {
      process.nextTick(callback, error);
      return;
    }
    result.then((entry) => process.nextTick(callback, null, entry),
      (error) => process.nextTick(callback, error));
  }

  #readPromise() {
    if (this.#handle === null) return Promise.reject(new codes.ERR_DIR_CLOSED());
    return this.#queue(() => this.#readNext());
  }

  // One operation after the other; all are over before what waits for the last goes on.
  #queue(operation) {
    const run = async () => {
      try {
        return await operation();
      } finally {
        this.#busy--;
      }
    };
    const done = this.#busy++ === 0 ? run() : this.#last.then(run);
    this.#last = done.then(ignore, ignore);
    return done;
  }

  async #readNext() {
    for (;;) {
      if (this.#handle === null) throw new codes.ERR_DIR_CLOSED();
      if (this.#entries.length > 0) return this.#next();
      const [encoding, size, parent] = this.#parts();
      const read = await binding.handle.dirRead(this.#handle, encoding, size, parent);
      if (read !== null) {
        this.#entries = read;
        continue;
      }
      const folder = this.#folders.shift();
      if (folder === undefined) return null;
      await binding.handle.dirClose(this.#handle);
      this.#handle = await binding.handle.opendir(folder);
      this.#current = folder;
    }
  }

  closeSync() {
    this.#check();
    const handle = this.#handle;
    this.#handle = null;
    binding.dirCloseSync(handle);
  }

  close(callback) {
    if (callback !== undefined) {
      validateFunction(callback, 'callback');
      this.close().then(() => process.nextTick(callback, null),
        (error) => process.nextTick(callback, error));
      return;
    }
    if (this.#handle === null) return Promise.reject(new codes.ERR_DIR_CLOSED());
    return this.#queue(async () => {
      const handle = this.#handle;
      if (handle === null) return;
      this.#handle = null;
      await binding.handle.dirClose(handle);
    });
  }

  async* entries() {
    try {
      for (;;) {
        const entry = await this.#readPromise();
        if (entry === null) break;
        yield entry;
      }
    } finally {
      if (this.#handle !== null) await this.close();
    }
  }

  [Symbol.dispose]() {
    if (this.#handle !== null) this.closeSync();
  }

  async [Symbol.asyncDispose]() {
    if (this.#handle !== null) await this.close();
  }
}

Object.defineProperty(Dir.prototype, Symbol.asyncIterator, {
  __proto__: null,
  value: Dir.prototype.entries,
  enumerable: false,
  writable: true,
  configurable: true,
});

function text(path) {
  return typeof path === 'string' ? path :
    path instanceof Uint8Array ? Buffer.from(path).toString() :
      require('url').fileURLToPath(path);
}

function opendir(path, options, callback) {
  callback = typeof options === 'function' ? options : callback;
  validateFunction(callback, 'callback');
  options = openOptions(options);
  binding.opendir(path, (error, handle) => {
    if (error) callback(error);
    else callback(null, new Dir(handle, text(path), options));
  });
}

function opendirSync(path, options) {
  options = openOptions(options);
  return new Dir(binding.opendirSync(path), text(path), options);
}

async function opendirPromise(path, options) {
  options = openOptions(options);
  return new Dir(await binding.handle.opendir(path), text(path), options);
}

function disposable(path, remove, disposer) {
  const full = require('path').resolve(path);
  return {
    path,
    remove: () => remove(full, { maxRetries: 0, recursive: true, force: true, retryDelay: 0 }),
    [disposer]() {
      return this.remove();
    },
  };
}

function mkdtempDisposableSync(prefix, options) {
  return disposable(binding.mkdtempSync(prefix, options), binding.rmSync, Symbol.dispose);
}

async function mkdtempDisposablePromise(prefix, options) {
  const path = await binding.promises.mkdtemp(prefix, options);
  return disposable(path, binding.promises.rm, Symbol.asyncDispose);
}

module.exports = {
  Dir, mkdtempDisposablePromise, mkdtempDisposableSync, opendir, opendirPromise, opendirSync,
};
