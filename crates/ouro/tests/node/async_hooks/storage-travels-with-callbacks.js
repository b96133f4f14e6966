'use strict';
// A store travels with timers, ticks, microtasks and await. Node docs: AsyncLocalStorage.

const assert = require('node:assert/strict');
const { AsyncLocalStorage } = require('node:async_hooks');
const { mustCall } = require('../testkit');

const storage = new AsyncLocalStorage();
const check = (expected) => mustCall(() => assert.equal(storage.getStore(), expected));

assert.equal(storage.run(1, (a, b) => a + b, 2, 3), 5);
storage.run('a', () => {
  setTimeout(check('a'), 1);
  setImmediate(check('a'));
  process.nextTick(check('a'));
  queueMicrotask(check('a'));
  Promise.resolve().then(check('a'));
  (async () => {
    await null;
    assert.equal(storage.getStore(), 'a');
  })().then(mustCall());
  storage.exit(check(undefined));
});
assert.equal(storage.getStore(), undefined);
