'use strict';
// events.on, events.once: events as an iterator and as a promise; `error` and abortion reject.
// Node docs: events.on, events.once. Passes unchanged under node.

const assert = require('node:assert/strict');
const EventEmitter = require('node:events');
const { mustCall } = require('../testkit');

async function main() {
  const emitter = new EventEmitter();
  process.nextTick(() => {
    emitter.emit('go', 1);
    emitter.emit('go', 2, 3);
  });
  const seen = [];
  for await (const args of EventEmitter.on(emitter, 'go')) {
    seen.push(args);
    if (seen.length === 2) break;
  }
  assert.deepEqual(seen, [[1], [2, 3]]);
  assert.equal(emitter.listenerCount('go'), 0);

  process.nextTick(() => emitter.emit('error', new Error('broken')));
  await assert.rejects(EventEmitter.once(emitter, 'go'), { message: 'broken' });

  const controller = new AbortController();
  process.nextTick(() => controller.abort('why'));
  await assert.rejects(EventEmitter.once(emitter, 'go', { signal: controller.signal }),
    { name: 'AbortError', code: 'ABORT_ERR', cause: 'why' });
}
main().then(mustCall());
