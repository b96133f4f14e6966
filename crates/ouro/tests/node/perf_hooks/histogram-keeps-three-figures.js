'use strict';
// A histogram keeps three figures of any size of number. Node docs: perf_hooks.createHistogram.

const assert = require('node:assert/strict');
const { createHistogram } = require('node:perf_hooks');

const histogram = createHistogram();
assert.equal(histogram.minBigInt, 9223372036854775807n);
assert.equal(Number.isNaN(histogram.mean), true);
for (const value of [5, 1_000_000, 3n]) histogram.record(value);
assert.deepEqual([histogram.count, histogram.min, histogram.max], [3, 3, 1_000_447]);
assert.equal(histogram.percentile(50), 5);
assert.equal(histogram.mean, 333400);
const other = createHistogram();
other.add(histogram);
assert.equal(other.countBigInt, 3n);
histogram.reset();
assert.equal(histogram.count, 0);
assert.throws(() => histogram.record(0), { code: 'ERR_OUT_OF_RANGE' });
assert.throws(() => histogram.percentile(101), { code: 'ERR_OUT_OF_RANGE' });
