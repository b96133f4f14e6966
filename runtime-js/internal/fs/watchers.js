'use strict';
// fs.watch, fs.watchFile and fsPromises.watch: the JavaScript half of
// crates/ouro-node/src/fs/watch.rs. Node docs: Class: fs.FSWatcher, Class: fs.StatWatcher.

const EventEmitter = require('events');
const fs = require('fs');
const path = require('path');
const { AbortError, codes } = require('internal/errors');
const {
  validateAbortSignal, validateBoolean, validateFunction, validateInteger, validateObject,
  validateOneOf, validateUint32,
} = require('internal/validators');
const binding = internalBinding('fs');

function textOf(filename) {
  return typeof filename === 'object' && filename.href && filename.protocol ?
    require('url').fileURLToPath(filename) : filename;
}

function checkOptions(options) {
  if (typeof options === 'string') options = { encoding: options };
  options = { persistent: true, recursive: false, encoding: 'utf8', ...options };
  validateBoolean(options.persistent, 'options.persistent');
  validateBoolean(options.recursive, 'options.recursive');
  validateAbortSignal(options.signal, 'options.signal');
  if (options.encoding && options.encoding !== 'buffer' && !Buffer.isEncoding(options.encoding)) {
    throw new codes.ERR_INVALID_ARG_VALUE('encoding', options.encoding, 'is invalid encoding');
  }
  options.ignored = ignoring(options.ignore);
  return options;
}

// Makes one question of the `ignore` option: globs, RegExps, functions, or several of them.
function ignoring(ignore) {
  if (ignore === undefined || ignore === null) return undefined;
  const several = Array.isArray(ignore);
  const tests = (several ? ignore : [ignore]).map((item, index) => {
    const name = several ? `options.ignore[${index}]` : 'options.ignore';
    if (typeof item === 'function') return item;
    if (item instanceof RegExp) return (filename) => item.test(filename);
    if (typeof item !== 'string') {
      throw new codes.ERR_INVALID_ARG_TYPE(name, ['string', 'RegExp', 'Function'], item);
    }
    if (item === '') {
      throw new codes.ERR_INVALID_ARG_VALUE(name, item, 'must not be an empty string');
    }
    return (filename) => binding.globMatches(item, filename);
  });
  return (filename) => tests.some((test) => test(filename));
}

class FSWatcher extends EventEmitter {
  // Native watches by the folder they are for, '' being the one asked for.
  #watches = null;
  #root = '';
  #options = null;

  start(filename, options) {
    if (this.#watches !== null) return;
    this.#root = textOf(filename);
    this.#options = options;
    this.#watches = new Map();
    this.#add('');
    if (options.recursive) this.#addBeneath('');
  }

  #add(folder) {
    const place = folder === '' ? this.#root : path.join(String(this.#root), folder);
    const { encoding, persistent } = this.#options;
    const id = binding.watchStart(place, encoding, persistent, (kind, name) => {
      this.#changed(folder, kind, name);
    });
    this.#watches.set(folder, id);
  }

  // What cannot be watched, or is gone already, is passed over: only the root must be there.
  #addBeneath(folder) {
    let entries;
    try {
      entries = fs.readdirSync(path.join(String(this.#root), folder), { withFileTypes: true });
    } catch {
      return;
    }
    for (const entry of entries) {
      if (!entry.isDirectory()) continue;
      const inner = path.join(folder, entry.name);
      if (this.#watches.has(inner)) continue;
      try {
        this.#add(inner);
      } catch {
        continue;
      }
      this.#addBeneath(inner);
    }
  }

  #changed(folder, kind, name) {
    if (this.#watches === null) return;
    const { ignored } = this.#options;
    const filename = folder === '' || typeof name !== 'string' ? name : path.join(folder, name);
    if (this.#options.recursive && kind === 'rename' && typeof filename === 'string') {
      const gone = this.#watches.get(filename);
      if (gone !== undefined && filename !== '') {
        if (!fs.existsSync(path.join(String(this.#root), filename))) {
          this.#watches.delete(filename);
          binding.watchClose(gone);
        }
      } else {
        this.#appeared(filename);
      }
    }
    if (ignored !== undefined && filename && ignored(String(filename))) return;
    this.emit('change', kind, filename);
  }

  #appeared(filename) {
    try {
      if (!fs.lstatSync(path.join(String(this.#root), filename)).isDirectory()) return;
      this.#add(filename);
    } catch {
      return;
    }
    this.#addBeneath(filename);
    // What was made in it before the watch began would go unheard.
    const report = (inner) => {
      for (const name of fs.readdirSync(path.join(String(this.#root), inner))) {
        const full = path.join(inner, name);
        process.nextTick(() => {
          if (this.#watches === null || this.#options.ignored?.(full)) return;
          this.emit('change', 'rename', full);
        });
        if (this.#watches.has(full)) report(full);
      }
    };
    try {
      report(filename);
    } catch {
      // It went again.
    }
  }

  close() {
    if (this.#watches === null) return;
    for (const id of this.#watches.values()) binding.watchClose(id);
    this.#watches = null;
    process.nextTick(() => this.emit('close'));
  }

  ref() {
    if (this.#watches !== null) for (const id of this.#watches.values()) binding.watchRef(id, true);
    return this;
  }

  unref() {
    if (this.#watches !== null) {
      for (const id of this.#watches.values()) binding.watchRef(id, false);
    }
    return this;
  }
}

function watch(filename, options, listener) {
  if (typeof options === 'function') {
    listener = options;
    options = undefined;
  }
  if (options !== undefined && options !== null && typeof options !== 'string') {
    validateObject(options, 'options');
  }
  options = checkOptions(options);
  binding.validatePathNamed(filename, 'filename');
  const watcher = new FSWatcher();
  watcher.start(filename, options);
  if (listener) watcher.addListener('change', listener);
  const { signal } = options;
  if (signal) {
    if (signal.aborted) {
      process.nextTick(() => watcher.close());
    } else {
      const stop = () => watcher.close();
      signal.addEventListener('abort', stop, { once: true });
      watcher.once('close', () => signal.removeEventListener('abort', stop));
    }
  }
  return watcher;
}

async function* watchPromise(filename, options = {}) {
  validateObject(options, 'options');
  const { maxQueue = 2048, overflow = 'ignore', signal } = options;
  validateInteger(maxQueue, 'options.maxQueue');
  validateOneOf(overflow, 'options.overflow', ['ignore', 'throw']);
  options = checkOptions(options);
  binding.validatePathNamed(filename, 'filename');
  if (signal?.aborted) throw new AbortError(undefined, { cause: signal.reason });
  const watcher = new FSWatcher();
  const queue = [];
  let failure;
  let wake;
  const notify = () => {
    wake?.();
    wake = undefined;
  };
  const abort = () => {
    failure = new AbortError(undefined, { cause: signal.reason });
    notify();
  };
  watcher.on('change', (eventType, name) => {
    if (queue.length < maxQueue) {
      queue.push({ __proto__: null, eventType, filename: name });
    } else if (overflow === 'throw') {
      failure = new codes.ERR_FS_WATCH_QUEUE_OVERFLOW(maxQueue);
    } else {
      process.emitWarning('fs.watch maxQueue exceeded');
    }
    notify();
  });
  try {
    signal?.addEventListener('abort', abort, { once: true });
    watcher.start(filename, options);
    for (;;) {
      while (queue.length > 0) yield queue.shift();
      if (failure !== undefined) throw failure;
      await new Promise((resolve) => wake = resolve);
    }
  } finally {
    watcher.close();
    signal?.removeEventListener('abort', abort);
  }
}

const FIELDS = ['ctimeMs', 'mtimeMs', 'birthtimeMs', 'size', 'mode', 'uid', 'gid', 'ino', 'dev'];

class StatWatcher extends EventEmitter {
  #bigint;
  #filename;
  #timer = null;
  #last = null;
  #references = 1;

  constructor(bigint) {
    super();
    this.#bigint = bigint;
  }

  start(filename, interval) {
    if (this.#timer !== null) return;
    this.#filename = filename;
    this.#timer = setInterval(() => this.#look(), interval);
    this.#look();
  }

  #look() {
    fs.stat(this.#filename, { bigint: this.#bigint }, (error, stats) => {
      if (this.#timer === null) return;
      const now = error ? this.#zero() : stats;
      const last = this.#last;
      this.#last = now;
      if (last === null) {
        // The first look is news only where there is nothing.
        if (error) this.emit('change', now, now);
      } else if (FIELDS.some((field) => now[field] !== last[field])) {
        this.emit('change', now, last);
      }
    });
  }

  #zero() {
    return binding.zeroStats(this.#bigint);
  }

  stop() {
    if (this.#timer === null) return;
    clearInterval(this.#timer);
    this.#timer = null;
    process.nextTick(() => this.emit('stop'));
  }

  get active() {
    return this.#timer !== null;
  }

  addReference(persistent) {
    if (!persistent) this.unref();
  }

  ref() {
    if (this.#references < 1 && ++this.#references === 1) this.#timer?.ref();
    return this;
  }

  unref() {
    if (this.#references > 0 && --this.#references === 0) this.#timer?.unref();
    return this;
  }
}

const statWatchers = new Map();

function watchFile(filename, options, listener) {
  filename = path.resolve(String(checkFilename(filename)));
  if (options === null || typeof options !== 'object') {
    listener = options;
    options = null;
  }
  options = { interval: 5007, persistent: true, bigint: false, ...options };
  validateFunction(listener, 'listener');
  validateUint32(options.interval, 'interval');
  let watcher = statWatchers.get(filename);
  if (watcher === undefined) {
    binding.grantRead(filename);
    watcher = new StatWatcher(Boolean(options.bigint));
    watcher.start(filename, options.interval);
    watcher.addReference(options.persistent);
    statWatchers.set(filename, watcher);
  }
  watcher.addListener('change', listener);
  return watcher;
}

function checkFilename(filename) {
  binding.validatePathNamed(filename, 'filename');
  return textOf(filename);
}

function unwatchFile(filename, listener) {
  filename = path.resolve(String(checkFilename(filename)));
  const watcher = statWatchers.get(filename);
  if (watcher === undefined) return;
  if (typeof listener === 'function') watcher.removeListener('change', listener);
  else watcher.removeAllListeners('change');
  if (watcher.listenerCount('change') === 0) {
    watcher.stop();
    statWatchers.delete(filename);
  }
}

module.exports = { FSWatcher, unwatchFile, watch, watchFile, watchPromise };
