'use strict';
// Iterator.zip, Iterator.zipKeyed: the three modes, padding, and who is closed when. ECMA-262 (2026)
// §27.1.3.2. Under node without them there is nothing to check.

const assert = require('node:assert/strict');

const log = [];
const source = (name, size) => ({
  next() {
    log.push(name);
    return { done: size-- <= 0, value: `${name}${size}` };
  },
  return() {
    log.push(`-${name}`);
    return {};
  },
  [Symbol.iterator]() { return this; },
});
const logged = () => log.splice(0).join(' ');

if (Iterator.zip) {
  assert.deepEqual([...Iterator.zip([[1, 2, 3], new Set(['a', 'b'])])], [[1, 'a'], [2, 'b']]);
  assert.deepEqual([...Iterator.zip([[1], []], { mode: 'longest', padding: ['x', 'y'] })], [[1, 'y']]);
  assert.deepEqual([...Iterator.zip([[1, 2], [3]], { mode: 'longest' })], [[1, 3], [2, undefined]]);
  assert.deepEqual([...Iterator.zip([])], []);
  assert.throws(() => [...Iterator.zip([[1, 2], [3]], { mode: 'strict' })], TypeError);
  assert.throws(() => Iterator.zip([[1]], { mode: 'other' }), TypeError);
  assert.throws(() => Iterator.zip('text'), TypeError);
  assert.throws(() => Iterator.zip(['text']), TypeError);

  assert.deepEqual([...Iterator.zip([source('a', 1), source('b', 1), source('c', 0)])], []);
  assert.equal(logged(), 'a b c -b -a');
  for (const [a, b] of Iterator.zip([source('a', 5), source('b', 5)])) {
    assert.deepEqual([a, b], ['a4', 'b4']);
    break;
  }
  assert.equal(logged(), 'a b -b -a');

  const symbol = Symbol('key');
  const keyed = [...Iterator.zipKeyed({ a: [1, 2], [symbol]: [3, 4], none: undefined })];
  assert.deepEqual(keyed.map((row) => [Object.getPrototypeOf(row), row.a, row[symbol]]),
    [[null, 1, 3], [null, 2, 4]]);
  const padded = Iterator.zipKeyed({ a: [1], b: [] }, { mode: 'longest', padding: { b: 9 } });
  assert.deepEqual({ ...padded.next().value }, { a: 1, b: 9 });

  const helper = Iterator.zip([[1]]);
  assert.ok(helper instanceof Iterator);
  assert.equal(helper[Symbol.toStringTag], 'Iterator Helper');
  assert.deepEqual(helper.map(([n]) => n + 1).toArray(), [2]);
  assert.deepEqual([Iterator.zip.length, Iterator.zipKeyed.length], [1, 1]);
}
