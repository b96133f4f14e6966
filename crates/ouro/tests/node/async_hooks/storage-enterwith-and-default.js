'use strict';
// enterWith lasts for the present callback; a storage may have a name and a default.
// Node docs: new AsyncLocalStorage, asyncLocalStorage.enterWith.

const assert = require('node:assert/strict');
const { AsyncLocalStorage } = require('node:async_hooks');
const { mustCall } = require('../testkit');

const storage = new AsyncLocalStorage({ defaultValue: 'none', name: 'mine' });
assert.equal(storage.name, 'mine');
assert.equal(storage.getStore(), 'none');

setTimeout(mustCall(() => assert.equal(storage.getStore(), 'none')), 1);
storage.enterWith('here');
setTimeout(mustCall(() => assert.equal(storage.getStore(), 'here')), 1);

const other = new AsyncLocalStorage();
storage.run('inner', () => other.enterWith('left'));
assert.equal(storage.getStore(), 'here');
assert.equal(other.getStore(), 'left');

const snapshot = AsyncLocalStorage.snapshot();
storage.enterWith('later');
assert.equal(snapshot(() => storage.getStore()), 'here');
assert.equal(AsyncLocalStorage.bind(() => storage.getStore())(), 'later');
