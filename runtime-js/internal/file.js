'use strict';
// File: a Blob with a name. No Rust half of its own. W3C File API §4. Node docs: buffer.File.

const { Blob } = require('internal/blob');
const { kClone, kDeserialize } = internalBinding('structured_clone');

const customInspect = Symbol.for('nodejs.util.inspect.custom');

function error(code, ...args) {
  const { codes } = require('internal/errors');
  return new codes[code](...args);
}

class File extends Blob {
  #name;
  #lastModified;

  constructor(fileBits, fileName, options = {}) {
    if (arguments.length < 2) throw error('ERR_MISSING_ARGS', 'fileBits', 'fileName');
    super(fileBits, options);
    let { lastModified } = options ?? {};
    // Web IDL: long long, so NaN is 0 and a fraction is cut.
    lastModified = lastModified === undefined ? Date.now() : Math.trunc(+lastModified) || 0;
    this.#lastModified = lastModified;
    this.#name = `${fileName}`.toWellFormed();
  }

  static #check(self) {
    if (self === null || typeof self !== 'object' || !(#name in self)) {
      throw error('ERR_INVALID_THIS', 'File');
    }
  }

  get name() {
    File.#check(this);
    return this.#name;
  }

  get lastModified() {
    File.#check(this);
    return this.#lastModified;
  }

  [customInspect](depth, options) {
    if (depth < 0) return this;
    const { inspect } = require('util');
    const { size, type, name, lastModified } = this;
    const inner = { ...options, depth: options.depth == null ? null : options.depth - 1 };
    return `File ${inspect({ size, type, name, lastModified }, inner)}`;
  }

  [kClone]() {
    const { data } = super[kClone]();
    return {
      data: { ...data, name: this.#name, lastModified: this.#lastModified },
      deserializeInfo: 'internal/file:ClonedFile',
    };
  }

  [kDeserialize](data) {
    super[kDeserialize](data);
    this.#name = data.name;
    this.#lastModified = data.lastModified;
  }
}

/** Makes the object that structured clone fills in. */
function ClonedFile() {
  return new File([], '');
}

const enumerable = { __proto__: null, enumerable: true };
Object.defineProperties(File.prototype, {
  name: enumerable,
  lastModified: enumerable,
  [Symbol.toStringTag]: { __proto__: null, configurable: true, value: 'File' },
});

module.exports = { ClonedFile, File };
