'use strict';
// node:string_decoder: the JavaScript half of crates/ouro-node/src/string_decoder.rs.
// Node docs: StringDecoder.

const { Buffer } = require('buffer');
const binding = internalBinding('string_decoder');

/** Key of the seven bytes of state: see the Rust half. */
const { kNativeDecoder } = binding;
const MISSING = 4;
const BUFFERED = 5;
const ENCODING = 6;

function errors() {
  return require('internal/errors').codes;
}

/** Turns parts of a text's bytes into strings, without cutting characters. */
function StringDecoder(encoding) {
  const name = encoding == null || encoding === '' ? 'utf8' : `${encoding}`;
  const known = binding.encodingName(name);
  if (known === undefined) {
    const { ERR_UNKNOWN_ENCODING } = errors();
    throw new ERR_UNKNOWN_ENCODING(encoding);
  }
  this.encoding = known;
  this[kNativeDecoder] = Buffer.alloc(7);
  this[kNativeDecoder][ENCODING] = binding.encodingIndex(known);
}

function state(decoder) {
  const found = decoder[kNativeDecoder];
  if (found === undefined) {
    const { ERR_INVALID_THIS } = errors();
    throw new ERR_INVALID_THIS('StringDecoder');
  }
  return found;
}

StringDecoder.prototype.write = binding.write;

/** What is left, after these bytes if there are any. */
StringDecoder.prototype.end = function end(buf) {
  const text = buf === undefined ? '' : this.write(buf);
  const own = state(this);
  return own[BUFFERED] > 0 ? text + binding.flush(own) : text;
};

/** The text of the bytes from an offset; what was held is dropped. */
StringDecoder.prototype.text = function text(buf, offset) {
  const own = state(this);
  own[MISSING] = 0;
  own[BUFFERED] = 0;
  return this.write(buf.slice(offset));
};

const getter = (get) => ({ __proto__: null, configurable: true, enumerable: true, get });
Object.defineProperties(StringDecoder.prototype, {
  lastChar: getter(function() { return state(this).subarray(0, MISSING); }),
  lastNeed: getter(function() { return state(this)[MISSING]; }),
  lastTotal: getter(function() { return state(this)[BUFFERED] + state(this)[MISSING]; }),
});

module.exports = { StringDecoder };
