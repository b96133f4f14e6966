// In an ES module microtasks run before ticks. Node docs: process.nextTick.
// Passes unchanged under node.

import assert from 'node:assert/strict';

const order = [];
process.nextTick(() => order.push('tick'));
Promise.resolve().then(() => order.push('microtask'));
setTimeout(() => assert.deepEqual(order, ['microtask', 'tick']), 1);
