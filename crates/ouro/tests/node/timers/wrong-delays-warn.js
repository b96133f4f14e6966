'use strict';
// A delay that does not fit is 1 ms, with a warning. Node docs: setTimeout.

const assert = require('node:assert/strict');
const { mustCall } = require('../testkit');

const seen = [];
process.on('warning', mustCall(({ name }) => seen.push(name), 3));
for (const delay of [2 ** 31, -1, NaN, -2, NaN]) {
  assert.equal(setTimeout(() => {}, delay)._idleTimeout, 1);
}
process.on('exit', () => assert.deepEqual(seen.sort(), [
  'TimeoutNaNWarning', 'TimeoutNegativeWarning', 'TimeoutOverflowWarning',
]));
