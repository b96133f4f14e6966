'use strict';
// What `exec` returns, and what it does to `lastIndex`, whatever a script did to objects and
// classes before. ECMA-262 §22.2.7.2.

const assert = require('node:assert');
const vm = require('node:vm');

const plain = { writable: true, enumerable: true, configurable: true };
for (let round = 0; round < 3; round++) {
  const found = /(b)(x)?/.exec('abc');
  assert.deepStrictEqual(Object.getOwnPropertyNames(found), [
    '0', '1', '2', 'length', 'index', 'input', 'groups']);
  assert.deepStrictEqual(Object.getOwnPropertyDescriptor(found, 'index'), { value: 1, ...plain });
  assert.deepStrictEqual(Object.getOwnPropertyDescriptor(found, 'input'),
    { value: 'abc', ...plain });
  assert.deepStrictEqual(Object.getOwnPropertyDescriptor(found, 'groups'),
    { value: undefined, ...plain });
  // Results share nothing.
  found.index = 'changed';
  found.more = round;
  delete found.input;
  found.push('last');
  assert.strictEqual(found.length, 4);
  assert.deepStrictEqual(Object.keys(found), ['0', '1', '2', '3', 'index', 'groups', 'more']);
}
assert.strictEqual(/b/.exec('abc').index, 1);
assert.strictEqual(/(?<name>b)/.exec('abc').groups.name, 'b');
assert.deepStrictEqual(Object.keys(/b/d.exec('abc')), ['0', 'index', 'input', 'groups', 'indices']);

// `lastIndex` as a script left it.
const sticky = /a/y;
assert.strictEqual(sticky.exec('aa').index, 0);
assert.strictEqual(sticky.lastIndex, 1);
sticky.lastIndex = { valueOf: () => 1 };
assert.strictEqual(sticky.exec('aa').index, 1);
assert.strictEqual(sticky.lastIndex, 2);
assert.strictEqual(sticky.exec('aa'), null);
assert.strictEqual(sticky.lastIndex, 0);
sticky.lastIndex = -5;
assert.strictEqual(sticky.test('a'), true);
sticky.lastIndex = 2 ** 40;
assert.strictEqual(sticky.test('a'), false);
assert.strictEqual(sticky.lastIndex, 0);

const extended = /a/g;
extended.own = 1;
assert.strictEqual(extended.test('ba'), true);
assert.strictEqual(extended.lastIndex, 2);
const fixed = Object.freeze(/a/g);
assert.throws(() => fixed.exec('a'), { name: 'TypeError' });
assert.strictEqual(fixed.lastIndex, 0);
const readOnly = Object.defineProperty(/a/g, 'lastIndex', { writable: false });
assert.throws(() => readOnly.test('b'), { name: 'TypeError' });
class Mine extends RegExp {}
const mine = new Mine('a', 'g');
assert.strictEqual(mine.exec('aa').index, 0);
assert.strictEqual(mine.lastIndex, 1);

// Objects of another realm, and its methods on ours.
const other = vm.createContext();
const theirs = vm.runInContext('/b/g', other);
assert.strictEqual(RegExp.prototype.exec.call(theirs, 'ab').index, 1);
assert.strictEqual(theirs.lastIndex, 2);
const exec = vm.runInContext('RegExp.prototype.exec', other);
const result = exec.call(/b/, 'ab');
assert.strictEqual(Object.getPrototypeOf(result), vm.runInContext('Array.prototype', other));
assert.strictEqual(result.index, 1);
assert.strictEqual(/b/.exec('ab') instanceof Array, true);

// A class whose `exec` is another, in every way that there is.
const original = RegExp.prototype.exec;
const hidden = { writable: true, enumerable: false, configurable: true };
const own = { index: 0, 0: 'own' };
RegExp.prototype.exec = () => own;
assert.strictEqual(/nothing/.test('abc'), true);
RegExp.prototype.exec = original;
assert.strictEqual(/nothing/.test('abc'), false);
Object.defineProperty(RegExp.prototype, 'exec', { get: () => () => own, configurable: true });
assert.strictEqual(/nothing/.test('abc'), true);
assert.strictEqual('abc'.replace(/nothing/, 'x'), 'x');
Object.defineProperty(RegExp.prototype, 'exec', { value: original, ...hidden });
assert.strictEqual(/nothing/.test('abc'), false);
delete RegExp.prototype.exec;
assert.strictEqual(/b/.test('abc'), true);
Object.defineProperty(RegExp.prototype, 'exec', { value: original, ...hidden });
assert.strictEqual(/b/.test('abc'), true);
assert.strictEqual('abc'.replace(/b/, 'x'), 'axc');
assert.strictEqual(Object.defineProperty(/b/, 'exec', { value: () => own }).test('a'), true);
