'use strict';
// Typed arrays fill, search, reverse and take arrays by the rules of their elements.
// ECMA-262 §23.2.3.

const assert = require('assert/strict');

assert.deepEqual([...new Int16Array(4).fill(70000, 1, -1)], [0, 4464, 4464, 0]);
assert.equal(new Uint8Array([255]).indexOf(-1), -1);
assert.equal(new Int8Array([-1, 5, -1]).lastIndexOf(-1), 2);
assert.equal(new Float32Array([NaN]).includes(NaN), true);
assert.equal(new Float32Array([NaN]).indexOf(NaN), -1);
assert.equal(new Float64Array([0]).indexOf(-0), 0);
assert.equal(new BigInt64Array([1n, -2n]).indexOf(-2n), 1);
assert.equal(new BigInt64Array([1n]).includes(1), false);
assert.deepEqual([...new Uint32Array([1, 2, 3]).reverse()], [3, 2, 1]);
const target = new Uint8Array(4);
target.set(['7', 257, -1], 1);
assert.deepEqual([...target], [0, 7, 1, 255]);
assert.throws(() => target.set([1, 2], 3), RangeError);
assert.throws(() => target.fill(1n), TypeError);
