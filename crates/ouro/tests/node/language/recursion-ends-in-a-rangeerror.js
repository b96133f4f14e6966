'use strict';
// Recursion through native functions without end is an error that can be caught.

const assert = require('assert');

const wanted = { name: 'RangeError', message: 'Maximum call stack size exceeded' };
assert.throws(() => [0].forEach(function again() {
  [0].forEach(again);
}), wanted);
assert.throws(() => (function again() {
  again.call();
}).call(), wanted);
assert.throws(() => [2, 1].sort(function again() {
  return [2, 1].sort(again);
}), wanted);
