'use strict';
// PerformanceObserver; no Rust half. W3C Performance Timeline; Node docs: PerformanceObserver.

const { codes } = require('internal/errors');
const { listed, observe } = require('internal/perf/timeline');
const { validateFunction, validateObject } = require('internal/validators');
const custom = Symbol.for('nodejs.util.inspect.custom');

// What this runtime has entries of.
const TYPES = Object.freeze(['function', 'mark', 'measure', 'net']);
const observers = new Set();
const kEntries = Symbol('entries');

class PerformanceObserverEntryList {
  #entries;

  constructor(key, entries) {
    if (key !== kEntries) throw new codes.ERR_ILLEGAL_CONSTRUCTOR();
    this.#entries = entries.sort((a, b) => a.startTime - b.startTime);
  }

  getEntries() {
    return this.#entries.slice();
  }

  getEntriesByType(type) {
    if (arguments.length === 0) throw new codes.ERR_MISSING_ARGS('type');
    type = `${type}`;
    return this.#entries.filter((entry) => entry.entryType === type);
  }

  getEntriesByName(name, type) {
    if (arguments.length === 0) throw new codes.ERR_MISSING_ARGS('name');
    name = `${name}`;
    return this.#entries.filter(
      (entry) => entry.name === name && (type === undefined || entry.entryType === type));
  }

  [custom](depth, options, inspect) {
    if (depth < 0) return this;
    inspect ??= require('internal/util/inspect').inspect;
    return `PerformanceObserverEntryList ${inspect(this.#entries, options)}`;
  }
}

let pending = false;

/** Hands over what was buffered, after the present callback and what waits already. */
function queuePending() {
  if (pending) return;
  pending = true;
  setImmediate(() => {
    pending = false;
    for (const observer of [...observers]) observer[kEntries]();
  });
}

class PerformanceObserver {
  #callback;
  #buffer = [];
  #types = new Set();
  #mode;

  constructor(callback) {
    validateFunction(callback, 'callback');
    this.#callback = callback;
  }

  observe(options = {}) {
    validateObject(options, 'options');
    const { entryTypes, type, buffered } = options;
    if (entryTypes === undefined && type === undefined) {
      throw new codes.ERR_MISSING_ARGS('options.entryTypes', 'options.type');
    }
    if (entryTypes != null && type != null) {
      throw new codes.ERR_INVALID_ARG_VALUE(
        'options.entryTypes', entryTypes, 'options.entryTypes can not set with options.type together');
    }
    const mode = entryTypes !== undefined ? 'multiple' : 'single';
    this.#mode ??= mode;
    if (this.#mode !== mode) {
      throw mode === 'single' ?
        new DOMException('PerformanceObserver can not change to single mode', 'InvalidModificationError') :
        new DOMException('PerformanceObserver can not change to multiple observations', 'InvalidModificationError');
    }
    if (mode === 'multiple') {
      if (!Array.isArray(entryTypes)) {
        throw new codes.ERR_INVALID_ARG_TYPE('options.entryTypes', 'string[]', entryTypes);
      }
      this.#types = new Set(entryTypes.filter((name) => TYPES.includes(name)));
    } else {
      const name = `${type}`;
      if (!TYPES.includes(name)) return;
      this.#types.add(name);
      if (buffered) {
        this.#buffer.push(...listed(name));
        if (this.#buffer.length > 0) queuePending();
      }
    }
    if (this.#types.size > 0) observers.add(this);
    else this.disconnect();
    if (observers.size > 0) observe(told);
    // Sockets measure their connecting only while someone looks.
    if (this.#types.has('net')) internalBinding('net').observed = true;
  }

  disconnect() {
    this.#buffer = [];
    this.#types.clear();
    observers.delete(this);
    this.#mode = undefined;
    if (observers.size === 0) {
      observe(undefined);
      internalBinding('net').observed = false;
    }
  }

  takeRecords() {
    const entries = this.#buffer;
    this.#buffer = [];
    return entries;
  }

  static get supportedEntryTypes() {
    return TYPES;
  }

  static tell(observer, entry) {
    if (!observer.#types.has(entry.entryType)) return;
    observer.#buffer.push(entry);
    queuePending();
  }

  [kEntries]() {
    if (this.#buffer.length === 0) return;
    const list = new PerformanceObserverEntryList(kEntries, this.takeRecords());
    Reflect.apply(this.#callback, this, [list, this]);
  }

  [custom](depth, options, inspect) {
    if (depth < 0) return this;
    inspect ??= require('internal/util/inspect').inspect;
    const shown = {
      connected: observers.has(this),
      pending,
      entryTypes: [...this.#types],
      buffer: this.#buffer,
    };
    return `PerformanceObserver ${inspect(shown, options)}`;
  }
}

const { tell } = PerformanceObserver;
Reflect.deleteProperty(PerformanceObserver, 'tell');

function told(entry) {
  for (const observer of observers) tell(observer, entry);
}

for (const Class of [PerformanceObserver, PerformanceObserverEntryList]) {
  Object.defineProperty(Class.prototype, Symbol.toStringTag, {
    configurable: true, value: Class.name,
  });
}

module.exports = { PerformanceObserver, PerformanceObserverEntryList };
