'use strict';
// process.hrtime, uptime, cpuUsage, memoryUsage and resourceUsage: shapes, and that time passes.

const assert = require('assert');

const start = process.hrtime();
const big = process.hrtime.bigint();
const [seconds, nanoseconds] = process.hrtime(start);
assert.ok(seconds >= 0 && nanoseconds >= 0 && nanoseconds < 1e9);
assert.ok(process.hrtime.bigint() >= big);
assert.throws(() => process.hrtime(1), { code: 'ERR_INVALID_ARG_TYPE' });
assert.throws(() => process.hrtime([]), { code: 'ERR_OUT_OF_RANGE' });
assert.ok(process.uptime() > 0 && process.uptime() < 60);
const usage = process.cpuUsage();
assert.ok(process.cpuUsage(usage).user >= 0);
assert.throws(() => process.cpuUsage(1), { code: 'ERR_INVALID_ARG_TYPE' });
assert.deepStrictEqual(Object.keys(process.memoryUsage()),
  ['rss', 'heapTotal', 'heapUsed', 'external', 'arrayBuffers']);
assert.ok(process.memoryUsage.rss() > 1e6);
assert.ok(process.resourceUsage().maxRSS > 1000);
assert.ok(process.availableMemory() > 0);
