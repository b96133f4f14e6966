'use strict';
// Array.prototype.sort: stable, and no comparator ends the program.

const assert = require('assert');

let seed = 1;
const random = () => (seed = seed * 16807 % 2147483647) % 3 - 1;
const numbers = Array.from({ length: 500 }, (_, index) => index);
assert.strictEqual(numbers.slice().sort(random).length, 500);
assert.strictEqual(new Float64Array(numbers).sort(random).length, 500);
assert.throws(() => numbers.slice().sort((a) => {
  if (a === 250) throw new RangeError('stop');
  return 0;
}), RangeError);
const pairs = numbers.map((index) => [index % 7, index]).sort((a, b) => a[0] - b[0]);
assert.ok(pairs.every(([key, index], at) => at === 0 || key > pairs[at - 1][0] ||
  (key === pairs[at - 1][0] && index > pairs[at - 1][1])));
assert.deepStrictEqual([3, undefined, 1, 20].sort(), [1, 20, 3, undefined]);
assert.deepStrictEqual([3, 1, 2].toSorted((a, b) => b - a), [3, 2, 1]);
assert.throws(() => [1].sort(null), TypeError);
