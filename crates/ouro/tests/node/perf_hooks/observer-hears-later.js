'use strict';
// An observer is handed entries after the script, and those before it if it asks.
// W3C Performance Timeline; Node docs: PerformanceObserver.

const assert = require('node:assert/strict');
const { PerformanceObserver, performance } = require('node:perf_hooks');
const { mustCall } = require('../testkit');

performance.mark('before');
const observer = new PerformanceObserver(mustCall((list, self) => {
  assert.equal(self, observer);
  assert.deepEqual(list.getEntries().map(({ name }) => name), ['before', 'after']);
  observer.disconnect();
}));
observer.observe({ type: 'mark', buffered: true });
performance.mark('after');
assert.throws(() => observer.observe({}), { code: 'ERR_MISSING_ARGS' });
assert.throws(() => new PerformanceObserver(), { code: 'ERR_INVALID_ARG_TYPE' });
