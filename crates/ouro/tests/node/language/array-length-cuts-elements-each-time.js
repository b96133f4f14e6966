'use strict';
// Setting `length` removes elements, also where the same code has set it before. ECMA-262 §10.4.2.4.

const assert = require('node:assert');

const ways = {
  set(array) { array.length = 0; },
  subtract(array) { array.length -= 3; },
  decrement(array) { array.length--; array.length--; --array.length; },
  destructure(array) { [array.length] = [0]; },
  loop(array) { for (array.length of [2, 0]); },
};

class Mine extends Array {}

for (const [name, cut] of Object.entries(ways)) {
  for (let round = 0; round < 6; round++) {
    for (const array of [[1, 2, 3], Mine.from([1, 2, 3]), /(b)(c)/.exec('abc')]) {
      cut(array);
      assert.strictEqual(array.length, 0, name);
      assert.ok(!(0 in array) && !(2 in array), `${name}, round ${round}`);
      array.push('new');
      assert.deepStrictEqual([...array], ['new'], name);
    }
  }
}

const queue = [];
for (let round = 0; round < 50; round++) {
  queue.push(round, round, round);
  assert.strictEqual(queue[0], round);
  queue.length = 0;
}

// Bad lengths are refused, whatever went before.
const results = [];
for (const length of [1, 2, 'x', -1, 1.5, '2', 3]) {
  const array = [1, 2, 3];
  try {
    array.length = length;
    results.push(array.length);
  } catch (error) {
    results.push(error.name);
  }
}
assert.deepStrictEqual(results, [1, 2, 'RangeError', 'RangeError', 'RangeError', 2, 3]);
const frozen = Object.freeze([1]);
for (let round = 0; round < 3; round++) {
  assert.throws(() => { frozen.length = 5; }, TypeError);
  assert.strictEqual(frozen.length, 1);
}

// Other objects have a `length` of their own, which is set as any property.
const other = { length: 3, 0: 'kept' };
for (let round = 0; round < 6; round++) ways.set(other);
assert.deepStrictEqual(other, { length: 0, 0: 'kept' });
