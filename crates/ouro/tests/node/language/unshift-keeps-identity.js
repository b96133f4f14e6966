'use strict';
// Array.prototype.unshift and splice of long arrays: the same array, its other properties and its
// iterators stay. ECMA-262 §23.1.3.31, §23.1.3.37. Passes unchanged under node.

const assert = require('node:assert/strict');

const list = Array.from({ length: 300 }, (_, i) => i);
const alias = list;
const iterator = list[Symbol.iterator]();
assert.equal(iterator.next().value, 0);
assert.equal(list.unshift('x', null, 1.5), 303);
assert.equal(alias.length, 303);
assert.deepEqual(alias.slice(0, 5), ['x', null, 1.5, 0, 1]);
assert.equal(iterator.next().value, null);
assert.deepEqual(list.splice(1, 2, 'y'), [null, 1.5]);
assert.deepEqual([list.length, list[1], list[2], list[301]], [302, 'y', 0, 299]);
list.push('end');
assert.equal(list[302], 'end');

list.note = 'kept';
list.unshift(0);
assert.deepEqual([list.note, list.length, Object.keys(list).length], ['kept', 304, 305]);

class Stack extends Array {}
const stack = Stack.from(list);
stack.unshift(9);
assert.ok(stack instanceof Stack);
assert.equal(stack[0], 9);
assert.throws(() => Object.freeze(list.slice()).unshift(1), TypeError);
assert.throws(() => Object.preventExtensions(list.slice()).unshift(1), TypeError);
