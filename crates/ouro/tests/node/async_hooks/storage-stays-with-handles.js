'use strict';
// What enterWith sets in the main script reaches what that script starts, and nothing else.
// Node docs: asyncLocalStorage.enterWith.

const assert = require('node:assert/strict');
const { AsyncLocalStorage } = require('node:async_hooks');
const { mustCall } = require('../testkit');

const storage = new AsyncLocalStorage();
storage.enterWith('main');
const alive = setInterval(() => {}, 1_000);
process.once('SIGUSR2', mustCall(() => {
  clearInterval(alive);
  assert.equal(storage.getStore(), 'main');
}));
process.once('beforeExit', mustCall(() => assert.equal(storage.getStore(), undefined)));
setTimeout(() => process.kill(process.pid, 'SIGUSR2'), 1);
setTimeout(mustCall(() => assert.equal(storage.getStore(), 'main')), 5);
