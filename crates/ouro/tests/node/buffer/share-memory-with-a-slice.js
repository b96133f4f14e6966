'use strict';
// subarray and slice share memory; small Buffers share a pool. Node docs: buf.subarray.

const assert = require('assert/strict');

const buffer = Buffer.from('abcdef');
const part = buffer.subarray(-4, -1);
assert.equal(part.toString(), 'cde');
part[0] = 0x58;
assert.equal(buffer.toString(), 'abXdef');
assert.equal(buffer.slice(4, 2).length, 0);
assert.equal(Buffer.isBuffer(part), true);
assert.equal(part.buffer, buffer.buffer);
assert.equal(Buffer.from('a').buffer, Buffer.from('b').buffer);
assert.notEqual(Buffer.alloc(1).buffer, Buffer.alloc(1).buffer);
assert.equal(buffer.map((byte) => byte + 1) instanceof Buffer, true);
const own = Uint8Array.prototype.slice.call(buffer, 0, 2);
own[0] = 0;
assert.equal(buffer[0], 97);
