'use strict';
// unhandledRejection after the microtasks, rejectionHandled when a handler comes late.

const assert = require('assert');
const { mustCall } = require('../testkit');

const promise = Promise.reject(new Error('late'));
const quick = Promise.reject(new Error('quick'));
Promise.resolve().then(() => quick.catch(() => {}));
process.on('unhandledRejection', mustCall((reason, which) => {
  assert.strictEqual(reason.message, 'late');
  assert.strictEqual(which, promise);
  setImmediate(() => promise.catch(() => {}));
}));
process.on('rejectionHandled', mustCall((which) => assert.strictEqual(which, promise)));
setTimeout(() => {}, 10);
