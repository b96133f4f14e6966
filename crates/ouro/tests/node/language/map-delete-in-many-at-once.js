'use strict';
// Map and Set: deletions in turn from more tables than are remembered keep the order of what is left,
// and what an iterator has yet to show. ECMA-262 §24.1.3.3, §24.2.4.4. Passes unchanged under node.

const assert = require('node:assert/strict');

const tables = Array.from({ length: 40 }, (_, i) => (i % 2 ? new Map() : new Set()));
const put = (table, key) => (table instanceof Map ? table.set(key, key) : table.add(key));
for (let key = 0; key < 200; key++) for (const table of tables) put(table, key);
const iterators = tables.map((table) => table.keys());
for (const iterator of iterators) assert.equal(iterator.next().value, 0);
for (let key = 0; key < 200; key++) {
  if (key % 7 === 3) continue;
  for (const table of tables) assert.equal(table.delete(key), true);
}
for (const table of tables) put(table, 'last');
const wanted = [...Array.from({ length: 200 }, (_, key) => key).filter((key) => key % 7 === 3), 'last'];
tables.forEach((table, i) => {
  assert.deepEqual([...table.keys()], wanted);
  assert.deepEqual([...iterators[i]], wanted);
  assert.equal(table.size, wanted.length);
  assert.equal(table.delete(0), false);
});
