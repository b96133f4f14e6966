'use strict';
// JSON.parse with a reviver: every text that can be read without one, any depth, the sources of
// primitives, and what the reviver itself changes. ECMA-262 §25.5.1.1.

const assert = require('assert');

const same = (key, value) => value;
assert.strictEqual(JSON.parse('1e400', same), Infinity);
assert.strictEqual(JSON.parse('"\\ud800"', same), '\ud800');
assert.strictEqual(JSON.stringify(JSON.parse('{"__proto__":1,"a":2}', same)), '{"__proto__":1,"a":2}');
let deep = JSON.parse('['.repeat(1000) + ']'.repeat(1000), same);
for (let depth = 1; depth < 1000; depth++) [deep] = deep;
assert.deepStrictEqual(deep, []);

const seen = [];
const text = '{"b":[1.50,"\\u0041",null],"a":-0,"b":[true, {"c":[]}],"1":2}';
JSON.parse(text, function (key, value, context) {
  seen.push([key, Array.isArray(this), context.source]);
  return value;
});
assert.deepStrictEqual(seen, [
  ['1', false, '2'], ['0', true, 'true'], ['c', false, undefined], ['1', true, undefined],
  ['b', false, undefined], ['a', false, '-0'], ['', false, undefined],
]);
assert.ok(Object.is(JSON.parse('-0', (key, value, { source }) => Number(source)), -0));

// What is no longer as it was read has no source.
const sources = [];
JSON.parse('{"a":1,"b":[2,3],"c":4,"d":5}', function (key, value, context) {
  if (key === 'a') {
    this.b = [2, 3];
    this.c = 5;
  }
  if (typeof value === 'number') sources.push([key, context.source]);
  return value;
});
assert.deepStrictEqual(sources,
                       [['a', '1'], ['0', undefined], ['1', undefined], ['c', undefined], ['d', '5']]);

// Undefined takes away; what cannot be changed stays.
assert.deepStrictEqual(JSON.parse('[1,2,3]', (key, value) => key === '1' ? undefined : value), [1, , 3]);
const fixed = JSON.parse('{"a":{"b":1},"c":2}', function (key, value) {
  if (key === 'c') return Object.freeze({ d: 4 });
  if (key === 'd') return undefined;
  if (key === '') return value;
  if (key === 'a') this.c = Object.freeze({ d: 3 });
  return value;
});
assert.deepStrictEqual(fixed, { a: { b: 1 }, c: { d: 4 } });
assert.throws(() => JSON.parse('[1,', same), { name: 'SyntaxError' });
const failure = new Error('of the reviver');
assert.throws(() => JSON.parse('[1]', () => { throw failure; }), failure);
