'use strict';
// Buffer.from takes strings, arrays, array-likes, views, stores, JSON and what converts itself.
// Node docs: Buffer.from.

const assert = require('assert/strict');

const bytes = (value, ...rest) => [...Buffer.from(value, ...rest)];

assert.deepEqual(bytes('é€'), [0xc3, 0xa9, 0xe2, 0x82, 0xac]);
assert.deepEqual(bytes('ff0g', 'hex'), [0xff]);
assert.deepEqual(bytes([1, '2', 256, -1, 3.9, NaN]), [1, 2, 0, 255, 3, 0]);
assert.deepEqual(bytes({ length: 2, 0: 7 }), [7, 0]);
assert.deepEqual(bytes(new Uint16Array([0x101, 2])), [1, 2]);
assert.deepEqual(bytes({ type: 'Buffer', data: [5, 6] }), [5, 6]);
assert.deepEqual(bytes(new String('a')), [97]);
assert.deepEqual(bytes({ [Symbol.toPrimitive]: () => 'b' }), [98]);

const store = new ArrayBuffer(8);
const view = Buffer.from(store, 2, 3);
view[0] = 9;
assert.equal(new Uint8Array(store)[2], 9);
assert.equal(view.length, 3);
assert.throws(() => Buffer.from(store, 9), { code: 'ERR_BUFFER_OUT_OF_BOUNDS' });

const copied = Buffer.from(view);
copied[0] = 1;
assert.equal(view[0], 9);

for (const wrong of [undefined, null, 5, true, () => {}, Symbol('s'), {}]) {
  assert.throws(() => Buffer.from(wrong), {
    code: 'ERR_INVALID_ARG_TYPE',
    message: /^The first argument must be of type string or an instance of Buffer, ArrayBuffer/,
  });
}
