'use strict';
// Code run in a resource sees its ids and its stores. Node docs: AsyncResource.

const assert = require('node:assert/strict');
const {
  AsyncLocalStorage, AsyncResource, executionAsyncId, executionAsyncResource, triggerAsyncId,
} = require('node:async_hooks');

const storage = new AsyncLocalStorage();
const resource = storage.run('made', () => new AsyncResource('MINE'));
const result = resource.runInAsyncScope(function(a) {
  assert.equal(this.is, 'this');
  assert.equal(executionAsyncId(), resource.asyncId());
  assert.equal(triggerAsyncId(), resource.triggerAsyncId());
  assert.equal(executionAsyncResource(), resource);
  assert.equal(storage.getStore(), 'made');
  return a;
}, { is: 'this' }, 7);
assert.equal(result, 7);
assert.equal(storage.getStore(), undefined);

const bound = resource.bind((a, b) => storage.getStore());
assert.equal(bound.length, 2);
assert.equal(bound(), 'made');
assert.throws(() => new AsyncResource(), { code: 'ERR_INVALID_ARG_TYPE' });
assert.throws(() => new AsyncResource('x', -2), { code: 'ERR_INVALID_ASYNC_ID' });
