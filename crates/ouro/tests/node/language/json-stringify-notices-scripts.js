'use strict';
// JSON.stringify: what getters, toJSON and replacers change while it runs counts at once, and so do
// properties added, hidden or removed between two calls. ECMA-262 §25.5.2.
// Passes unchanged under node.

const assert = require('node:assert/strict');

const list = [{ a: 1 }, {
  get a() {
    Object.prototype.toJSON = function() { return 'late'; };
    return 2;
  },
}, { a: 3 }];
assert.equal(JSON.stringify({ a: 1 }), '{"a":1}');
assert.equal(JSON.stringify(list), '[{"a":1},{"a":2},"late"]');
delete Object.prototype.toJSON;
Array.prototype.toJSON = () => 'array';
assert.equal(JSON.stringify({ list: [1] }), '{"list":"array"}');
delete Array.prototype.toJSON;

const object = { b: 1, a: 2, 7: 3 };
assert.equal(JSON.stringify(object), '{"7":3,"b":1,"a":2}');
Object.defineProperty(object, 'b', { enumerable: false });
assert.equal(JSON.stringify(object), '{"7":3,"a":2}');
object.c = 4;
assert.equal(JSON.stringify(object), '{"7":3,"a":2,"c":4}');
const fewer = { a: 1, b: 2, c: 3 };
assert.equal(JSON.stringify(fewer), '{"a":1,"b":2,"c":3}');
delete fewer.b;
assert.equal(JSON.stringify(fewer), '{"a":1,"c":3}');
assert.equal(JSON.stringify(Object.create({ toJSON() { return 5; } })), '5');
assert.equal(JSON.stringify(Object.create({ x: 1 }, { y: { value: 2, enumerable: true } })), '{"y":2}');

const growing = { first: 1 };
for (let i = 0; i < 1500; i++) {
  growing[`k${i}`] = i;
  if (i % 100 === 0) assert.equal(Object.keys(JSON.parse(JSON.stringify(growing))).length, i + 2);
}
const twice = (key, value) => (typeof value === 'number' ? value * 2 : value);
assert.equal(JSON.stringify([{ a: 1 }, { a: 2 }], twice), '[{"a":2},{"a":4}]');
assert.equal(JSON.stringify([{ a: 1, b: 2 }, { b: 3 }], ['b']), '[{"b":2},{"b":3}]');

// Names seen before are not mixed up.
const names = ['a', 'A', 'é', '\u2603', '7', '-0', '__proto__', 'x'.repeat(41), ''];
const text = `{${names.map((name, i) => `${JSON.stringify(name)}:${i}`).join()}}`;
for (let i = 0; i < 3; i++) {
  const entries = Object.entries(JSON.parse(text));
  assert.deepEqual(entries.map(([name]) => name).sort(), [...names].sort());
}
assert.deepEqual(JSON.parse('[0,-0,12,-7,123456789,1234567890,1e3,0.5,-1.5E-2]'),
  [0, -0, 12, -7, 123456789, 1234567890, 1000, 0.5, -0.015]);
