'use strict';
// Map and Set keep insertion order through any mix of add, delete, clear and iteration.
// ECMA-262 §24.1.3.3, §24.2.4.4.

const assert = require('assert');

function check(table, add) {
  const model = [];
  let seed = 1;
  const next = (limit) => {
    seed = (seed * 1103515245 + 12345) % 2147483648;
    return seed % limit;
  };
  const iterators = [];
  for (let round = 0; round < 4000; round++) {
    const key = next(300);
    const at = model.indexOf(key);
    if (next(3) > 0) {
      add(table, key);
      if (at < 0) model.push(key);
    } else {
      assert.strictEqual(table.delete(key), at >= 0);
      if (at >= 0) model.splice(at, 1);
    }
    if (next(200) === 0) iterators.push(table.keys());
    if (next(500) === 0) {
      for (const iterator of iterators.splice(0)) for (const seen of iterator) assert(seen >= 0);
    }
    if (round === 2500) {
      table.clear();
      model.length = 0;
      iterators.length = 0;
    }
  }
  assert.deepStrictEqual([...table.keys()], model);
  assert.strictEqual(table.size, model.length);
}

check(new Map(), (table, key) => table.set(key, key));
check(new Set(), (table, key) => table.add(key));

const queue = new Map();
for (let i = 0; i < 200; i++) queue.set(i, i);
const seen = [];
for (const [key] of queue) {
  seen.push(key);
  queue.delete(key);
  if (key < 20) queue.set(key + 1000, 0);
}
assert.strictEqual(seen.length, 220);
assert.strictEqual(queue.size, 0);

const many = Array.from({ length: 200 }, (_, index) => index);
const [map, set] = [new Map(many.map((key) => [key, key])), new Set(many)];
assert.throws(() => Map.prototype.delete.call(set, 1), TypeError);
assert.throws(() => Set.prototype.delete.call(map, 1), TypeError);
assert.deepStrictEqual([map.delete(-0), map.delete(0), set.delete(-0)], [true, false, true]);
map.set(NaN, 1);
assert.deepStrictEqual([map.delete(NaN), map.size, map.delete('1')], [true, 199, false]);
