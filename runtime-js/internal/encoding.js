'use strict';
// TextEncoder and TextDecoder: the JavaScript half of crates/ouro-node/src/encoding.rs.
// WHATWG Encoding. Node docs: util.TextDecoder.

const binding = internalBinding('encoding');

const FATAL = 1;
const IGNORE_BOM = 2;
const customInspect = Symbol.for('nodejs.util.inspect.custom');

function raise(code, ...args) {
  const { codes } = require('internal/errors');
  throw new codes[code](...args);
}

function checkOptions(options) {
  const type = typeof options;
  if (type !== 'object' && type !== 'function') {
    raise('ERR_INVALID_ARG_TYPE', 'options', 'Object', options);
  }
}

/** Shows a coder as an object of its class with the given properties. */
function show(self, properties, depth, options) {
  if (typeof depth === 'number' && depth < 0) return self;
  const { inspect } = require('util');
  return inspect(properties, options);
}

class TextEncoder {
  #brand = true;

  get encoding() {
    this.#brand;
    return 'utf-8';
  }

  encode(input = '') {
    this.#brand;
    return binding.encode(`${input}`);
  }

  encodeInto(src, dest) {
    this.#brand;
    if (typeof src !== 'string') raise('ERR_INVALID_ARG_TYPE', 'src', 'string', src);
    if (!(Object.prototype.toString.call(dest) === '[object Uint8Array]')) {
      raise('ERR_INVALID_ARG_TYPE', 'dest', 'Uint8Array', dest);
    }
    const counts = binding.encodeInto(src, dest);
    return { read: counts[0], written: counts[1] };
  }

  [customInspect](depth, options) {
    this.#brand;
    return show(this, { encoding: 'utf-8' }, depth, options);
  }
}

class TextDecoder {
  #encoding;
  #flags = 0;
  #stream;

  constructor(encoding = 'utf-8', options = {}) {
    encoding = `${encoding}`;
    checkOptions(options);
    const name = binding.nameOf(encoding);
    if (name === undefined || name === 'replacement') {
      raise('ERR_ENCODING_NOT_SUPPORTED', name ?? encoding);
    }
    this.#encoding = name;
    if (options?.fatal) this.#flags |= FATAL;
    if (options?.ignoreBOM) this.#flags |= IGNORE_BOM;
  }

  static #check(self) {
    if (self === null || typeof self !== 'object' || !(#flags in self)) {
      raise('ERR_INVALID_THIS', 'TextDecoder');
    }
  }

  decode(input = undefined, options = undefined) {
    if (this === null || typeof this !== 'object' || !(#flags in this)) {
      raise('ERR_INVALID_THIS', 'TextDecoder');
    }
    let stream = false;
    if (options !== undefined) {
      checkOptions(options);
      stream = Boolean(options?.stream);
    }
    if (input === undefined) input = new Uint8Array(0);
    const encoding = this.#encoding;
    const flags = this.#flags;
    const before = this.#stream;
    if (stream) this.#stream ??= binding.decoder(encoding, (flags & IGNORE_BOM) !== 0);
    else if (before !== undefined) this.#stream = undefined;
    const state = stream ? this.#stream : before;
    const text = binding.decode(state, input, encoding, flags, !stream);
    if (typeof text === 'string') return text;
    this.#stream = undefined;
    if (text === null) {
      const error = new TypeError(
        'The "list" argument must be an instance of SharedArrayBuffer, ArrayBuffer or ' +
        'ArrayBufferView.');
      error.code = 'ERR_INVALID_ARG_TYPE';
      throw error;
    }
    raise('ERR_ENCODING_INVALID_ENCODED_DATA', encoding, undefined);
  }

  get encoding() {
    TextDecoder.#check(this);
    return this.#encoding;
  }

  get fatal() {
    TextDecoder.#check(this);
    return (this.#flags & FATAL) !== 0;
  }

  get ignoreBOM() {
    TextDecoder.#check(this);
    return (this.#flags & IGNORE_BOM) !== 0;
  }

  [customInspect](depth, options) {
    TextDecoder.#check(this);
    const shown = { encoding: this.encoding, fatal: this.fatal, ignoreBOM: this.ignoreBOM };
    if (options.showHidden) {
      shown[Symbol('flags')] = this.#flags;
      shown[Symbol('handle')] = this.#stream;
    }
    return typeof depth === 'number' && depth < 0 ?
      this : `TextDecoder ${show(this, shown, depth, options)}`;
  }
}

const enumerable = { __proto__: null, enumerable: true };
const tag = (value) => ({ __proto__: null, configurable: true, value });
Object.defineProperties(TextEncoder.prototype, {
  encode: enumerable,
  encodeInto: enumerable,
  encoding: enumerable,
  [customInspect]: { __proto__: null, enumerable: false },
  [Symbol.toStringTag]: tag('TextEncoder'),
});
Object.defineProperties(TextDecoder.prototype, {
  decode: enumerable,
  encoding: enumerable,
  fatal: enumerable,
  ignoreBOM: enumerable,
  [customInspect]: { __proto__: null, enumerable: false },
  [Symbol.toStringTag]: tag('TextDecoder'),
});

module.exports = { TextDecoder, TextEncoder };
