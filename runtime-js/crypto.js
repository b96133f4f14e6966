'use strict';
// node:crypto, hashes and randomness: the JavaScript half of crates/ouro-node/src/crypto/.
// Node docs: Crypto. Ciphers, keys, signatures and WebCrypto are not there yet.

const { Transform } = require('stream');
const {
  codes: {
    ERR_CRYPTO_HASH_FINALIZED, ERR_CRYPTO_INVALID_DIGEST, ERR_CRYPTO_TIMING_SAFE_EQUAL_LENGTH,
    ERR_INVALID_ARG_TYPE, ERR_OUT_OF_RANGE,
  },
} = require('internal/errors');
const { validateFunction, validateNumber, validateString } = require('internal/validators');
const binding = internalBinding('crypto');

function toBytes(data, encoding, name = 'data') {
  if (typeof data === 'string') return Buffer.from(data, encoding === 'buffer' ? 'utf8' : encoding);
  if (ArrayBuffer.isView(data)) return data;
  if (data instanceof ArrayBuffer || data instanceof SharedArrayBuffer) return new Uint8Array(data);
  throw new ERR_INVALID_ARG_TYPE(name, ['string', 'Buffer', 'TypedArray', 'DataView'], data);
}

// What Hash and Hmac have in common: a stream over something under way in Rust.
class Digest extends Transform {
  constructor(underWay, options) {
    super(options);
    Object.defineProperty(this, '_underWay', { __proto__: null, value: underWay, writable: true });
  }

  update(data, encoding) {
    if (!binding.update(this._underWay, toBytes(data, encoding))) throw new ERR_CRYPTO_HASH_FINALIZED();
    return this;
  }

  digest(encoding) {
    const bytes = binding.digest(this._underWay);
    if (bytes === undefined) throw new ERR_CRYPTO_HASH_FINALIZED();
    return encoding && encoding !== 'buffer' ? bytes.toString(encoding) : bytes;
  }

  _transform(chunk, encoding, callback) {
    this.update(chunk, encoding);
    callback();
  }

  _flush(callback) {
    this.push(this.digest());
    callback();
  }
}

class Hash extends Digest {
  copy(options) {
    const copied = binding.copy(this._underWay);
    if (copied === undefined) throw new ERR_CRYPTO_HASH_FINALIZED();
    return new Hash(copied, options);
  }
}

class Hmac extends Digest {}

/**
 * @param {string} algorithm such as 'sha256'
 * @param {object} [options] of a Transform
 */
function createHash(algorithm, options) {
  validateString(algorithm, 'algorithm');
  const underWay = binding.createHash(algorithm);
  // From OpenSSL, which gives it no code.
  if (underWay === undefined) throw new Error('Digest method not supported');
  return new Hash(underWay, options);
}

/**
 * @param {string} algorithm
 * @param {string | Buffer} key
 * @param {object} [options] of a Transform; `encoding` of a string key
 */
function createHmac(algorithm, key, options) {
  validateString(algorithm, 'hmac');
  const underWay = binding.createHmac(algorithm, toBytes(key, options?.encoding, 'key'));
  if (underWay === undefined) throw new ERR_CRYPTO_INVALID_DIGEST(algorithm);
  return new Hmac(underWay, options);
}

/** The digest of data, at once. */
function hash(algorithm, input, options) {
  validateString(algorithm, 'algorithm');
  const encoding = (typeof options === 'string' ? options : options?.outputEncoding) ?? 'hex';
  const bytes = binding.hash(algorithm, toBytes(input, undefined, 'input'));
  if (bytes === undefined) throw new Error(`Digest method ${algorithm} is not supported`);
  return encoding === 'buffer' ? bytes : bytes.toString(encoding);
}

function getHashes() {
  return binding.hashes();
}

/**
 * @param {number} size
 * @param {(error: Error | null, bytes: Buffer) => void} [callback]
 */
function randomBytes(size, callback) {
  validateNumber(size, 'size', 0, 2 ** 31 - 1);
  if (callback === undefined) return binding.randomBytes(size);
  validateFunction(callback, 'callback');
  const bytes = binding.randomBytes(size);
  setImmediate(callback, null, bytes);
}

function range(view, offset = 0, size) {
  if (!ArrayBuffer.isView(view) && !(view instanceof ArrayBuffer)) {
    throw new ERR_INVALID_ARG_TYPE('buf', ['ArrayBuffer', 'Buffer', 'TypedArray', 'DataView'], view);
  }
  const width = view.BYTES_PER_ELEMENT ?? 1;
  const start = offset * width;
  if (!(start >= 0 && start <= view.byteLength)) {
    throw new ERR_OUT_OF_RANGE('offset', `>= 0 && <= ${view.byteLength}`, offset);
  }
  const length = size === undefined ? view.byteLength - start : size * width;
  if (!(length >= 0 && start + length <= view.byteLength)) {
    throw new ERR_OUT_OF_RANGE('size + offset', `<= ${view.byteLength}`, start + length);
  }
  return new Uint8Array(view.buffer ?? view, (view.byteOffset ?? 0) + start, length);
}

function randomFillSync(view, offset, size) {
  binding.randomFill(range(view, offset, size));
  return view;
}

function randomFill(view, offset, size, callback) {
  if (typeof offset === 'function') [callback, offset, size] = [offset, undefined, undefined];
  else if (typeof size === 'function') [callback, size] = [size, undefined];
  validateFunction(callback, 'callback');
  randomFillSync(view, offset, size);
  setImmediate(callback, null, view);
}

/**
 * A random integer, `min` ≤ n < `max`.
 */
function randomInt(min, max, callback) {
  if (max === undefined || typeof max === 'function') [callback, max, min] = [max, min, 0];
  for (const [name, value] of [['min', min], ['max', max]]) {
    if (!Number.isSafeInteger(value)) throw new ERR_INVALID_ARG_TYPE(name, 'a safe integer', value);
  }
  const span = max - min;
  if (max <= min) throw new ERR_OUT_OF_RANGE('max', `greater than the value of "min" (${min})`, max);
  if (span > 2 ** 48 - 1) throw new ERR_OUT_OF_RANGE('max - min', '<= 281474976710655', span);
  const limit = 2 ** 48 - (2 ** 48 % span);
  let number;
  do number = binding.randomBytes(6).readUIntBE(0, 6); while (number >= limit);
  number = min + number % span;
  if (callback === undefined) return number;
  validateFunction(callback, 'callback');
  process.nextTick(callback, undefined, number);
}

function randomUUID() {
  return binding.randomUUID();
}

function timingSafeEqual(buf1, buf2) {
  for (const [name, value] of [['buf1', buf1], ['buf2', buf2]]) {
    if (!ArrayBuffer.isView(value) && !(value instanceof ArrayBuffer)) {
      throw new ERR_INVALID_ARG_TYPE(
        name, ['ArrayBuffer', 'Buffer', 'TypedArray', 'DataView'], value);
    }
  }
  if (buf1.byteLength !== buf2.byteLength) throw new ERR_CRYPTO_TIMING_SAFE_EQUAL_LENGTH();
  return binding.timingSafeEqual(buf1, buf2);
}

module.exports = {
  Hash,
  Hmac,
  createHash,
  createHmac,
  getHashes,
  hash,
  randomBytes,
  randomFill,
  randomFillSync,
  randomInt,
  randomUUID,
  timingSafeEqual,
};
