'use strict';
// FinalizationRegistry: callbacks run after a collection, in a task of their own, with what was
// held; an unregistered target is forgotten, and nothing waits for a collection.
// ECMA-262 §26.2. Passes unchanged under node.

const assert = require('node:assert/strict');
const { spawnSync } = require('node:child_process');

if (typeof gc !== 'function') {
  const child = spawnSync(process.execPath, ['--expose-gc', __filename], { encoding: 'utf8' });
  assert.equal(child.stderr, '');
  assert.equal(child.status, 0);
  assert.equal(child.stdout, 'tick,microtask,callback\n');
} else {
  const order = [];
  const held = [];
  const token = {};
  const registry = new FinalizationRegistry((value) => {
    if (held.length === 0) order.push('callback');
    held.push(value);
    if (value === 'throws') throw new Error('thrown by a callback');
  });
  const kept = { kept: true };
  (function registerTemporaries() {
    registry.register({}, 'one');
    registry.register({}, 'throws');
    registry.register({}, 'three');
    registry.register({}, 'forgotten', token);
    registry.register(kept, 'kept');
  })();
  assert.equal(registry.unregister(token), true);
  assert.equal(registry.unregister(token), false);

  const thrown = [];
  process.on('uncaughtException', (error) => thrown.push(error.message));
  process.nextTick(() => order.push('tick'));
  Promise.resolve().then(() => order.push('microtask'));
  gc();
  setTimeout(() => {
    // Never reached: the timer does not keep the process.
    order.push('unreferenced');
  }, 1e6).unref();
  process.on('exit', () => {
    console.log(order.join());
    assert.deepEqual(held.sort(), ['one', 'three', 'throws']);
    assert.deepEqual(thrown, ['thrown by a callback']);
    assert.equal(kept.kept, true);
  });
}
