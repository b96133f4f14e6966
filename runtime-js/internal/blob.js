'use strict';
// Blob: the JavaScript half of crates/ouro-node/src/blob.rs. W3C File API. Node docs: buffer.Blob.

const binding = internalBinding('blob');
const { kClone, kDeserialize } = internalBinding('structured_clone');

const kHandle = Symbol('kHandle');
const kType = Symbol('kType');
const kLength = Symbol('kLength');
const customInspect = Symbol.for('nodejs.util.inspect.custom');

/** Blobs that `URL.createObjectURL` gave a name, by that name. */
const named = new Map();

function error(code, ...args) {
  const { codes } = require('internal/errors');
  return new codes[code](...args);
}

/** Web IDL's conversion errors have a text of their own. */
function argument(message) {
  const failure = new TypeError(message);
  failure.code = 'ERR_INVALID_ARG_TYPE';
  return failure;
}

function isBlob(value) {
  return value?.[kHandle] !== undefined;
}

function check(value) {
  if (!isBlob(value)) throw error('ERR_INVALID_THIS', 'Blob');
}

/** What may be in a blob: a handle, bytes, or a string made of anything else. */
function toPart(source) {
  if (isBlob(source)) return source[kHandle];
  if (ArrayBuffer.isView(source) || source instanceof ArrayBuffer ||
      source instanceof SharedArrayBuffer) {
    return source;
  }
  return `${source}`;
}

/** File API: a media type is in lower case, and empty where it has other than ASCII characters. */
function toType(type) {
  type = `${type}`;
  return /[^\x20-\x7e]/.test(type) ? '' : type.toLowerCase();
}

function fillIn(blob, handle, type) {
  blob[kHandle] = handle;
  blob[kType] = type;
  blob[kLength] = binding.size(handle);
  return blob;
}

function make(handle, type) {
  return fillIn(Object.create(Blob.prototype), handle, type);
}

function fromEnd(value, length) {
  value = Math.trunc(value);
  if (!(value === value)) return 0;
  return value < 0 ? Math.max(length + value, 0) : Math.min(value, length);
}

class Blob {
  constructor(sources = [], options = {}) {
    if (sources === null || typeof sources !== 'object' ||
        typeof sources[Symbol.iterator] !== 'function') {
      throw argument('Value cannot be converted to sequence.');
    }
    if (options !== null && options !== undefined &&
        typeof options !== 'object' && typeof options !== 'function') {
      throw error('ERR_INVALID_ARG_TYPE', 'options', 'a dictionary', options);
    }
    const endings = `${options?.endings ?? 'transparent'}`;
    const type = options?.type ?? '';
    if (endings !== 'transparent' && endings !== 'native') {
      throw error('ERR_INVALID_ARG_VALUE', 'options.endings', endings);
    }
    const parts = Array.from(sources, toPart);
    fillIn(this, binding.create(parts, endings === 'native'), toType(type));
  }

  [customInspect](depth, options) {
    if (depth < 0) return this;
    const { inspect } = require('util');
    const shown = { size: this.size, type: this.type };
    const inner = { ...options, depth: options.depth == null ? null : options.depth - 1 };
    return `Blob ${inspect(shown, inner)}`;
  }

  [kClone]() {
    return {
      data: {
        bytes: binding.arrayBuffer(this[kHandle]),
        type: this[kType],
      },
      deserializeInfo: 'internal/blob:ClonedBlob',
    };
  }

  [kDeserialize](data) {
    fillIn(this, binding.create([data.bytes], false), data.type);
  }

  get type() {
    check(this);
    return this[kType];
  }

  get size() {
    check(this);
    return this[kLength];
  }

  /** A blob of the bytes from `start` to `end`, which count from the end where negative. */
  slice(start = 0, end = this[kLength], type = '') {
    check(this);
    const length = this[kLength];
    const from = fromEnd(start, length);
    const to = Math.max(fromEnd(end, length), from);
    return make(binding.slice(this[kHandle], from, to), toType(type));
  }

  async arrayBuffer() {
    check(this);
    return binding.arrayBuffer(this[kHandle]);
  }

  async bytes() {
    check(this);
    return new Uint8Array(binding.arrayBuffer(this[kHandle]));
  }

  async text() {
    check(this);
    return binding.text(this[kHandle]);
  }
}

/** Makes the object that structured clone fills in. */
function ClonedBlob() {
  return Object.create(Blob.prototype);
}

// A blob can be streamed where the runtime has streams for it.
if ('ReadableStream' in globalThis) {
  Object.defineProperty(Blob.prototype, 'stream', {
    __proto__: null,
    configurable: true,
    writable: true,
    value: function stream() {
      check(this);
      const handle = this[kHandle];
      const length = this[kLength];
      let at = 0;
      return new ReadableStream({
        type: 'bytes',
        pull(controller) {
          if (at >= length) {
            controller.close();
            controller.byobRequest?.respond(0);
            return;
          }
          const end = Math.min(at + 65_536, length);
          controller.enqueue(new Uint8Array(binding.arrayBuffer(binding.slice(handle, at, end))));
          at = end;
        },
      }, { highWaterMark: 0 });
    },
  });
}

const enumerable = { __proto__: null, enumerable: true };
Object.defineProperties(Blob.prototype, {
  [Symbol.toStringTag]: { __proto__: null, configurable: true, value: 'Blob' },
  size: enumerable,
  type: enumerable,
  slice: enumerable,
  arrayBuffer: enumerable,
  bytes: enumerable,
  text: enumerable,
});
if ('stream' in Blob.prototype) Object.defineProperty(Blob.prototype, 'stream', enumerable);

/** Gives a blob a name for `URL.createObjectURL`: `blob:nodedata:…`. */
function createObjectURL(blob) {
  if (!isBlob(blob)) throw error('ERR_INVALID_ARG_TYPE', 'obj', 'Blob', blob);
  const id = internalBinding('blob').uniqueId();
  named.set(id, blob);
  return `blob:nodedata:${id}`;
}

/** Forgets the name of a blob. */
function revokeObjectURL(url) {
  if (arguments.length === 0) throw error('ERR_MISSING_ARGS', 'url');
  const id = idOf(`${url}`);
  if (id !== undefined) named.delete(id);
}

function idOf(url) {
  return /^blob:nodedata:([^?#]+)$/.exec(url)?.[1];
}

/** The blob of a name, `undefined` where there is none. Node docs: buffer.resolveObjectURL. */
function resolveObjectURL(url) {
  const blob = named.get(idOf(`${url}`));
  return blob === undefined ? undefined : make(blob[kHandle], blob[kType]);
}

module.exports = {
  Blob,
  ClonedBlob,
  createObjectURL,
  isBlob,
  kHandle,
  resolveObjectURL,
  revokeObjectURL,
};
