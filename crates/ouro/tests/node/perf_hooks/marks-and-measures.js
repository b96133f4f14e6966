'use strict';
// A measure spans two marks; both are in the timeline until they are cleared.
// W3C User Timing; Node docs: performance.measure.

const assert = require('node:assert/strict');
const { performance } = require('node:perf_hooks');

assert.equal(performance, globalThis.performance);
const from = performance.mark('from', { startTime: 5, detail: { x: 1 } });
performance.mark('to', { startTime: 8 });
const span = performance.measure('span', 'from', 'to');
assert.deepEqual([from.startTime, from.duration, from.detail], [5, 0, { x: 1 }]);
assert.deepEqual([span.startTime, span.duration, span.entryType], [5, 3, 'measure']);
assert.deepEqual(performance.getEntries().map(({ name }) => name), ['from', 'span', 'to']);
assert.throws(() => performance.measure('no', 'absent'), { name: 'SyntaxError' });
performance.clearMarks('from');
performance.clearMeasures();
assert.deepEqual(performance.getEntriesByType('mark').map(({ name }) => name), ['to']);
assert.throws(() => performance.mark('nodeStart'), { code: 'ERR_INVALID_ARG_VALUE' });
