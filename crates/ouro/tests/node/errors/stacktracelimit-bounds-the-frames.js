'use strict';
// Error.stackTraceLimit: the number of frames a stack shows; 10 unless changed.

const assert = require('assert');

const frames = () => deep(30).stack.split('\n').length - 1;

function deep(depth) {
  return depth === 0 ? new Error('deep') : deep(depth - 1);
}

assert.strictEqual(Error.stackTraceLimit, 10);
assert.strictEqual(frames(), 10);
Error.stackTraceLimit = 3;
assert.strictEqual(frames(), 3);
Error.stackTraceLimit = 0;
assert.strictEqual(frames(), 0);
Error.stackTraceLimit = 25;
assert.strictEqual(frames(), 25);
