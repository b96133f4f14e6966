'use strict';
// Array methods on dense arrays keep holes, classes, frozen elements and getters apart.
// ECMA-262 §23.1.3.

const assert = require('assert/strict');

const items = [1, 2, 3];
assert.equal(items.unshift(9, 8), 5);
assert.deepEqual(items.splice(1, 2, 'x', 'y', 'z'), [8, 1]);
assert.deepEqual(items, [9, 'x', 'y', 'z', 2, 3]);
assert.deepEqual(items.splice(-2), [2, 3]);
assert.deepEqual(items.reverse(), ['z', 'y', 'x', 9]);
assert.deepEqual(items.concat([1], 2, [[3]]), ['z', 'y', 'x', 9, 1, 2, [3]]);
assert.equal(1 in [1, , 3].slice(), false);
assert.equal(1 in [1, , 3].concat(4), false);
assert.deepEqual(new Array(3).fill(7), [7, 7, 7]);
assert.deepEqual(Object.keys(new Array(3).fill(7, 1)), ['1', '2']);
assert.equal([NaN].includes(NaN), true);
assert.equal([NaN].indexOf(NaN), -1);
assert.equal([, 1].includes(undefined), true);
assert.equal(['1'].indexOf(1), -1);
assert.deepEqual(Array.from(new Set([1, 'a', 1])), [1, 'a']);
assert.deepEqual(Array.from([1, , 2]), [1, undefined, 2]);
class Own extends Array {}
assert.equal(Own.of(1, 2).slice(1) instanceof Own, true);
assert.equal(Own.from([1]) instanceof Own, true);
assert.throws(() => Object.freeze([1, 2]).fill(0), TypeError);
assert.throws(() => Object.preventExtensions([1]).unshift(0), TypeError);
const spread = { length: 1, 0: 'a', [Symbol.isConcatSpreadable]: true };
assert.deepEqual([1].concat(spread), [1, 'a']);
