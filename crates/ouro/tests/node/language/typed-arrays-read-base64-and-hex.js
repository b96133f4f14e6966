'use strict';
// Uint8Array reads and writes base64 and hexadecimal. TC39 proposal-arraybuffer-base64.

const assert = require('assert/strict');

assert.equal(new Uint8Array([251, 255]).toBase64(), '+/8=');
assert.equal(new Uint8Array([251]).toBase64({ alphabet: 'base64url', omitPadding: true }), '-w');
assert.equal(new Uint8Array([10, 255]).toHex(), '0aff');
assert.deepEqual([...Uint8Array.fromHex('0AfF')], [10, 255]);
assert.deepEqual([...Uint8Array.fromBase64(' Y W J')], [97, 98]);
const target = new Uint8Array(4);
assert.deepEqual(target.setFromBase64('YWJjZGVm'), { read: 4, written: 3 });
assert.deepEqual(target.setFromHex('0102'), { read: 4, written: 2 });
assert.deepEqual([...target], [1, 2, 99, 0]);
assert.throws(() => Uint8Array.fromBase64('YQ', { lastChunkHandling: 'strict' }), SyntaxError);
assert.throws(() => Uint8Array.fromHex('abc'), SyntaxError);
assert.throws(() => Uint8Array.fromBase64(5), TypeError);
