'use strict';
// A tracing channel tells of the start, end and failure of work, in stores that are bound.
// Node docs: Class: TracingChannel.

const assert = require('node:assert/strict');
const { AsyncLocalStorage } = require('node:async_hooks');
const { tracingChannel } = require('node:diagnostics_channel');
const { mustCall } = require('../testkit');

const tracing = tracingChannel('work');
const seen = [];
const note = (name) => () => seen.push(name);
tracing.subscribe({
  start: note('start'), end: note('end'), error: note('error'),
  asyncStart: note('asyncStart'), asyncEnd: note('asyncEnd'),
});
const storage = new AsyncLocalStorage();
tracing.start.bindStore(storage, ({ id }) => id);

const context = { id: 5 };
assert.equal(tracing.traceSync((a) => a + storage.getStore(), context, null, 1), 6);
assert.equal(context.result, 6);
assert.throws(() => tracing.traceSync(() => { throw new Error('x'); }), { message: 'x' });
assert.deepEqual(seen.splice(0), ['start', 'end', 'start', 'error', 'end']);

tracing.tracePromise(async () => 1, {}).then(mustCall(() => {
  assert.deepEqual(seen, ['start', 'end', 'asyncStart', 'asyncEnd']);
}));
