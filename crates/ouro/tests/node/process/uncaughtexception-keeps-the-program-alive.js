'use strict';
// uncaughtException: the monitor first, then the handler with the origin; the loop goes on.

const assert = require('assert');
const { mustCall } = require('../testkit');

const seen = [];
process.on('uncaughtExceptionMonitor', (error, origin) => seen.push(['monitor', origin]));
process.on('uncaughtException', (error, origin) => seen.push([error.message, origin]));
process.nextTick(() => {
  throw new Error('tick');
});
setTimeout(() => {
  throw new Error('timer');
}, 1);
setTimeout(mustCall(() => {
  assert.deepStrictEqual(seen, [
    ['monitor', 'uncaughtException'], ['tick', 'uncaughtException'],
    ['monitor', 'unhandledRejection'], ['promise', 'unhandledRejection'],
    ['monitor', 'uncaughtException'], ['timer', 'uncaughtException'],
  ]);
}), 20);
Promise.reject(new Error('promise'));
