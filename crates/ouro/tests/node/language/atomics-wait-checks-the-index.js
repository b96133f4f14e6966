'use strict';
// Atomics.wait: a wrong index is refused before anything else is converted.
// ECMA-262 §25.4.14. Passes unchanged under node.

const assert = require('node:assert/strict');

const never = { valueOf: () => assert.fail('converted too early') };
const cells = new Int32Array(new SharedArrayBuffer(4));
for (const wrong of [1, -1, Infinity]) {
  assert.throws(() => Atomics.wait(cells, wrong, never, never), RangeError);
}
assert.equal(Atomics.wait(cells, 0, 1, 0), 'not-equal');
assert.equal(Atomics.wait(cells, 0, 0, 1), 'timed-out');
assert.equal(Atomics.wait.length, 4);
assert.equal(Atomics.waitAsync.length, 4);
