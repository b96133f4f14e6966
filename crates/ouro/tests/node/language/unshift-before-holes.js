'use strict';
// Array.prototype.unshift: of arrays that end in holes, and of arrays of a class.
// ECMA-262 §23.1.3.37. Passes unchanged under node.

const assert = require('node:assert/strict');

const holes = new Array(3);
assert.equal(holes.unshift('a'), 4);
assert.equal(holes.unshift('b', 'c'), 6);
assert.deepEqual(Object.keys(holes), ['0', '1', '2']);
assert.deepEqual([holes.length, holes[0], holes[2], 3 in holes], [6, 'b', 'a', false]);
holes[5] = 'z';
assert.equal(holes.unshift(1.5), 7);
assert.deepEqual(Object.keys(holes), ['0', '1', '2', '3', '6']);
assert.equal(holes[6], 'z');
assert.equal(new Array(2).unshift(), 2);

const longest = new Array(2 ** 32 - 1);
assert.throws(() => longest.unshift(1), RangeError);

class List extends Array {}
const list = new List();
for (let i = 0; i < 300; i++) assert.equal(list.unshift(i), i + 1);
assert.ok(list instanceof List);
assert.deepEqual([list.length, list[0], list[299]], [300, 299, 0]);

// What a prototype has in the places of the elements is found by a store.
const stored = [];
Object.defineProperty(List.prototype, 301, {
  configurable: true,
  set(value) { stored.push(value); },
});
list.unshift('x', 'y');
delete List.prototype[301];
assert.deepEqual([stored, list.length, list[0], list[1], 301 in list], [[0], 302, 'x', 'y', false]);
const sealed = Object.seal(new List(1, 2));
assert.throws(() => sealed.unshift(0), TypeError);
assert.deepEqual([...sealed], [1, 2]);
