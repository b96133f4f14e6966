'use strict';
// queueMicrotask runs after process.nextTick and before timers; what it throws is uncaught.
// WHATWG HTML §8.5.

const assert = require('assert/strict');
const { mustCall } = require('../testkit');

const order = [];
setTimeout(mustCall(() => assert.deepEqual(order, ['tick', 'micro', 'promise'])), 1);
queueMicrotask(() => order.push('micro'));
Promise.resolve().then(() => order.push('promise'));
process.nextTick(() => order.push('tick'));
assert.throws(() => queueMicrotask(5), { code: 'ERR_INVALID_ARG_TYPE' });
process.once('uncaughtException', mustCall((error) => assert.equal(error.message, 'thrown')));
setTimeout(() => queueMicrotask(() => { throw new Error('thrown'); }), 2);
