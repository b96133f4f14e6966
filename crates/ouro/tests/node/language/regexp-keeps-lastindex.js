'use strict';
// RegExp: lastIndex is converted, kept and refused as the standard says, however often an object is
// used. ECMA-262 §22.2.7.2 RegExpBuiltinExec. Passes unchanged under node.

const assert = require('node:assert/strict');

const text = 'aXbXc'.repeat(100);
const pattern = /X/g;
let found = 0;
while (pattern.exec(text) !== null) found++;
assert.equal(found, 200);
assert.equal(pattern.lastIndex, 0);

const seen = [];
pattern.lastIndex = { valueOf: () => seen.push('asked') && 3 };
assert.equal(pattern.test(text), true);
assert.deepEqual(seen, ['asked']);
assert.equal(pattern.lastIndex, 4);
for (const [before, after] of [[-5, 2], [2.5, 4], ['2', 4], [NaN, 2], [1e9, 0]]) {
  pattern.lastIndex = before;
  assert.equal(pattern.test(text), after !== 0);
  assert.equal(pattern.lastIndex, after);
}

const frozen = Object.freeze(/X/g);
assert.throws(() => frozen.test(text), TypeError);
assert.equal(Object.freeze(/X/).test(text), true);
const descriptor = Object.getOwnPropertyDescriptor(pattern, 'lastIndex');
assert.deepEqual(descriptor, { value: 0, writable: true, enumerable: false, configurable: false });

const pairs = /(\w)(X)?/g;
const result = pairs.exec(text);
assert.deepEqual([...result, result.index, result.input === text], ['aX', 'a', 'X', 0, true]);
assert.deepEqual(Object.keys(result), ['0', '1', '2', 'index', 'input', 'groups']);
assert.deepEqual([RegExp.$1, RegExp.$2, RegExp.lastMatch], ['a', 'X', 'aX']);
for (let i = 0; i < 3; i++) assert.equal(/(b)(X)/.test('abXc'), true);
assert.deepEqual([RegExp.$1, RegExp.$2, RegExp.leftContext, RegExp.rightContext], ['b', 'X', 'a', 'c']);
