'use strict';
// Buffer against slow readings of the same encodings. Node docs: Buffer; WHATWG Encoding: UTF-8
// decoder; RFC 4648.

const assert = require('node:assert');
const { Choices } = require('./choices');

const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** The texts of bytes, one step at a time. */
const DECODE = {
  latin1: (bytes) => each(bytes, (byte) => String.fromCharCode(byte)),
  ascii: (bytes) => each(bytes, (byte) => String.fromCharCode(byte & 0x7f)),
  hex: (bytes) => each(bytes, (byte) => '0123456789abcdef'[byte >> 4] + '0123456789abcdef'[byte & 15]),
  utf16le(bytes) {
    let text = '';
    for (let i = 0; i + 1 < bytes.length; i += 2) text += String.fromCharCode(bytes[i] | bytes[i + 1] << 8);
    return text;
  },
  base64(bytes) {
    let text = '';
    for (let i = 0; i < bytes.length; i += 3) {
      const [a, b, c] = [bytes[i], bytes[i + 1], bytes[i + 2]];
      text += BASE64[a >> 2] + BASE64[(a & 3) << 4 | b >> 4];
      text += b === undefined ? '=' : BASE64[(b & 15) << 2 | c >> 6];
      text += c === undefined ? '=' : BASE64[c & 63];
    }
    return text;
  },
  base64url: (bytes) =>
    DECODE.base64(bytes).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', ''),
  utf8(bytes) {
    let text = '', point = 0, needed = 0, lower = 0x80, upper = 0xbf;
    for (let i = 0; i < bytes.length; i++) {
      const byte = bytes[i];
      if (needed > 0) {
        if (byte < lower || byte > upper) {
          text += '\ufffd';
          needed = 0;
        } else {
          point = point << 6 | byte & 0x3f;
          if (--needed === 0) text += String.fromCodePoint(point);
          lower = 0x80;
          upper = 0xbf;
          continue;
        }
      }
      lower = 0x80;
      upper = 0xbf;
      if (byte < 0x80) text += String.fromCharCode(byte);
      else if (byte >= 0xc2 && byte <= 0xdf) [needed, point] = [1, byte & 0x1f];
      else if (byte >= 0xe0 && byte <= 0xef) {
        if (byte === 0xe0) lower = 0xa0;
        if (byte === 0xed) upper = 0x9f;
        [needed, point] = [2, byte & 0xf];
      } else if (byte >= 0xf0 && byte <= 0xf4) {
        if (byte === 0xf0) lower = 0x90;
        if (byte === 0xf4) upper = 0x8f;
        [needed, point] = [3, byte & 7];
      } else text += '\ufffd';
    }
    return needed > 0 ? text + '\ufffd' : text;
  },
};

function each(bytes, say) {
  let text = '';
  for (let i = 0; i < bytes.length; i++) text += say(bytes[i]);
  return text;
}

/** Where a text may be cut so that `length` bytes are not exceeded. */
function whole(text, encoding, length) {
  const full = Buffer.from(text, encoding);
  if (full.length <= length) return full.length;
  if (encoding === 'utf16le') return length & ~1;
  if (encoding !== 'utf8') return length;
  while (length > 0 && (full[length] & 0xc0) === 0x80) length--;
  return length;
}

function texts(bytes, choices) {
  const start = choices.below(bytes.length + 1);
  const end = start + choices.below(bytes.length - start + 1);
  for (const encoding of Object.keys(DECODE)) {
    const text = bytes.toString(encoding);
    assert.strictEqual(text, DECODE[encoding](bytes), encoding);
    const part = bytes.subarray(start, end);
    assert.strictEqual(bytes.toString(encoding, start, end), DECODE[encoding](part), encoding);
    const again = Buffer.from(text, encoding);
    assert.strictEqual(Buffer.byteLength(text, encoding), again.length, encoding);
    if (encoding === 'utf8' || encoding === 'ascii') {
      assert.strictEqual(again.toString(encoding), text, encoding);
    } else {
      const kept = encoding === 'utf16le' ? bytes.length & ~1 : bytes.length;
      assert.deepStrictEqual(again, Buffer.from(bytes.subarray(0, kept)), encoding);
    }
    writes(text, encoding, again, choices);
  }
}

function writes(text, encoding, full, choices) {
  const target = Buffer.alloc(12 + choices.below(20), 0xaa);
  const at = choices.below(target.length);
  const room = Math.min(choices.below(24), target.length - at);
  const written = target.write(text, at, room, encoding);
  // Base64 and hexadecimal stop where the bytes do not come out even.
  assert.strictEqual(written, Math.min(room, whole(text, encoding, room)), encoding);
  const wanted = Buffer.alloc(target.length, 0xaa);
  full.copy(wanted, at, 0, written);
  assert.deepStrictEqual(target, wanted, encoding);
}

function searches(bytes, choices) {
  const needle = choices.onceIn(2)
    ? bytes.subarray(choices.below(bytes.length + 1)).subarray(0, choices.below(5))
    : choices.take(3);
  const from = choices.below(bytes.length + 1);
  let first = -1, last = -1;
  for (let i = 0; i + needle.length <= bytes.length; i++) {
    if (bytes.subarray(i, i + needle.length).equals(needle)) {
      if (first < 0 && i >= from) first = i;
      if (i <= from) last = i;
    }
  }
  assert.strictEqual(bytes.indexOf(needle, from), first);
  assert.strictEqual(bytes.includes(needle, from), first >= 0);
  if (needle.length > 0) assert.strictEqual(bytes.lastIndexOf(needle, from), last);
  const text = needle.toString('latin1');
  assert.strictEqual(bytes.indexOf(text, from, 'latin1'), first);
  const other = choices.take(6);
  let order = Math.sign(bytes.length - other.length);
  for (let i = Math.min(bytes.length, other.length) - 1; i >= 0; i--) {
    if (bytes[i] !== other[i]) order = bytes[i] < other[i] ? -1 : 1;
  }
  assert.strictEqual(Buffer.compare(bytes, other), order);
  assert.strictEqual(bytes.equals(other), order === 0);
}

function changes(bytes, choices) {
  for (const size of [2, 4, 8]) {
    const even = Buffer.from(bytes.subarray(0, bytes.length - bytes.length % size));
    const swapped = Buffer.from(even)[`swap${size * 8}`]();
    for (let i = 0; i < even.length; i++) assert.strictEqual(swapped[i], even[i ^ size - 1]);
  }
  const value = choices.take(4);
  const [start, end] = [choices.below(bytes.length + 1), choices.below(bytes.length + 1)];
  if (value.length > 0) {
    const filled = Buffer.from(bytes).fill(value, start, end);
    for (let i = 0; i < bytes.length; i++) {
      const inside = i >= start && i < end;
      assert.strictEqual(filled[i], inside ? value[(i - start) % value.length] : bytes[i]);
    }
  }
}

function numbers(bytes, choices) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  for (const [name, size] of [['Int8', 1], ['Uint16', 2], ['Int32', 4], ['Float', 4], ['Double', 8],
    ['BigUint64', 8], ['BigInt64', 8]]) {
    if (bytes.length < size) continue;
    const at = choices.below(bytes.length - size + 1);
    const viewed = name === 'Float' ? 'Float32' : name === 'Double' ? 'Float64' : name;
    for (const order of size === 1 ? [''] : ['LE', 'BE']) {
      const read = bytes[`read${name.replace('Big', 'Big')}${order}`](at);
      assert.strictEqual(read, view[`get${viewed}`](at, order === 'LE'), name);
      const copy = Buffer.alloc(size);
      assert.strictEqual(copy[`write${name}${order}`](read, 0), size);
      assert.strictEqual(copy[`read${name}${order}`](0), read);
    }
  }
  const size = 1 + choices.below(6);
  if (bytes.length < size) return;
  let [unsigned, signed] = [0, 0];
  for (let i = 0; i < size; i++) unsigned = unsigned * 256 + bytes[i];
  signed = bytes[0] & 0x80 ? unsigned - 256 ** size : unsigned;
  assert.strictEqual(bytes.readUIntBE(0, size), unsigned);
  assert.strictEqual(bytes.readIntBE(0, size), signed);
  assert.strictEqual(Buffer.from(bytes.subarray(0, size)).reverse().readIntLE(0, size), signed);
}

module.exports = function check(input) {
  const choices = new Choices(input);
  const bytes = Buffer.from(input.subarray(0, 200));
  texts(bytes, choices);
  searches(bytes, choices);
  changes(bytes, choices);
  numbers(bytes, choices);
  assert.deepStrictEqual(bytes, Buffer.from(input.subarray(0, 200)));
};
