'use strict';
// An iterator over a Map or Set that nobody holds ends while that is read and changed. No other half.

const assert = require('node:assert');

const map = new Map([[1, 1], [2, 2]]);
map.keys().next();
map.own = 1;
assert.strictEqual(map.own, 1);

for (const [collection, begin] of [[new Map([[1, 1]]), 'entries'], [new Set([1]), 'values']]) {
  for (let round = 0; round < 500; round++) {
    collection[begin]().next();
    collection[`p${round}`] = {};
    Object.defineProperty(collection, `q${round}`, { get: () => round, configurable: true });
    delete collection[`p${round}`];
    assert.strictEqual(collection[`q${round}`], round);
  }
  collection[begin]().next();
  Object.setPrototypeOf(collection, { __proto__: Object.getPrototypeOf(collection) });
  collection[begin]().next();
  Object.freeze(collection);
}

// A cache that forgets its oldest entry, with methods found through several shapes.
class Cache extends Map {
  constructor(most) {
    super();
    this.most = most;
  }

  keep(key, value) {
    this.delete(key);
    this.set(key, value);
    if (this.size > this.most) this.delete(this.keys().next().value);
    return this;
  }
}

const stores = [new Cache(10), Object.assign(new Cache(10), { name: 'other' })];
for (let round = 0; round < 5_000; round++) {
  const store = stores[round % 2];
  store.keep(`key ${round % 37}`, round);
  if (round % 11 === 0) store[`p${round}`] = round;
  new Set([round, store]).values().next();
}
for (const store of stores) assert.strictEqual(store.size, 10);
assert.deepStrictEqual([...stores[0].values()].map((value) => value % 2), new Array(10).fill(0));
