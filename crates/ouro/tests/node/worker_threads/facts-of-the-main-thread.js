'use strict';
// The main thread knows what it is. Node docs: Worker threads, Cluster, Navigator.

const assert = require('node:assert/strict');
const cluster = require('node:cluster');
const threads = require('node:worker_threads');

assert.equal(threads.isMainThread, true);
assert.equal(threads.threadId, 0);
assert.equal(threads.parentPort, null);
assert.equal(threads.workerData, null);
assert.deepEqual(threads.resourceLimits, {});
assert.equal(cluster.isPrimary, true);
assert.equal(cluster.isWorker, false);
assert.match(navigator.platform, /^Linux /);
assert.match(navigator.userAgent, /^Node\.js\/\d+$/);
