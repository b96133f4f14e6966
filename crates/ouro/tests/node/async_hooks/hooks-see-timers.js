'use strict';
// Hooks hear of a timer in order: made, before, after, gone. Node docs: async_hooks.createHook.

const assert = require('node:assert/strict');
const { createHook, executionAsyncId } = require('node:async_hooks');

const seen = [];
let id;
const hook = createHook({
  init(asyncId, type) {
    if (type !== 'Timeout' || id !== undefined) return;
    id = asyncId;
    seen.push('init');
  },
  before: (asyncId) => asyncId === id && seen.push('before'),
  after: (asyncId) => asyncId === id && seen.push('after'),
  destroy: (asyncId) => asyncId === id && seen.push('destroy'),
}).enable();

setTimeout(() => {
  assert.equal(executionAsyncId(), id);
  seen.push('callback');
}, 1);
setTimeout(() => setImmediate(() => setImmediate(() => {})), 2);

process.on('exit', () => {
  hook.disable();
  assert.deepEqual(seen, ['init', 'before', 'callback', 'after', 'destroy']);
});
