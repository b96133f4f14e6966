'use strict';
// Numbers go in and out in either order of bytes; what does not fit is refused with its range.
// Node docs: buf.readIntBE, buf.writeUInt32LE and their family.

const assert = require('assert/strict');

const buffer = Buffer.alloc(16);
for (const [name, value, width] of [
  ['UInt8', 200, 1], ['Int8', -100, 1], ['UInt16LE', 65535, 2], ['Int16BE', -32768, 2],
  ['UInt32BE', 4294967295, 4], ['Int32LE', -2147483648, 4], ['DoubleBE', Math.PI, 8],
  ['FloatLE', 1.5, 4], ['BigInt64LE', -(2n ** 63n), 8], ['BigUInt64BE', 2n ** 64n - 1n, 8],
]) {
  assert.equal(buffer[`write${name}`](value, 3), 3 + width, name);
  assert.equal(buffer[`read${name}`](3), value, name);
}
for (let width = 1; width <= 6; width++) {
  const least = -(2 ** (width * 8 - 1));
  buffer.writeIntBE(least, 1, width);
  assert.equal(buffer.readIntBE(1, width), least);
  buffer.writeUIntLE(-least, 1, width);
  assert.equal(buffer.readUIntLE(1, width), -least);
}
const message = (text) => ({ code: 'ERR_OUT_OF_RANGE', name: 'RangeError', message: text });
assert.throws(() => buffer.writeUInt16LE(65536), message(
  'The value of "value" is out of range. It must be >= 0 and <= 65535. Received 65536'));
assert.throws(() => buffer.writeUIntBE(2 ** 48, 0, 6), message(
  'The value of "value" is out of range. It must be >= 0 and < 2 ** 48. ' +
  'Received 281_474_976_710_656'));
assert.throws(() => buffer.readInt32LE(13), message(
  'The value of "offset" is out of range. It must be >= 0 and <= 12. Received 13'));
assert.throws(() => buffer.readInt32LE(0.5), message(
  'The value of "offset" is out of range. It must be an integer. Received 0.5'));
assert.throws(() => buffer.writeBigInt64LE(2n ** 63n), message(
  'The value of "value" is out of range. It must be >= -(2n ** 63n) and < 2n ** 63n. ' +
  'Received 9_223_372_036_854_775_808n'));
assert.throws(() => Buffer.alloc(1).readInt16LE(), { code: 'ERR_BUFFER_OUT_OF_BOUNDS' });
assert.throws(() => buffer.readInt8('1'), { code: 'ERR_INVALID_ARG_TYPE' });
