'use strict';
// A timer or immediate that another clears never runs. Node docs: clearTimeout, clearImmediate.

const assert = require('node:assert/strict');
const { mustCall, mustNotCall } = require('../testkit');

let second;
setTimeout(mustCall(() => clearTimeout(second)), 1);
second = setTimeout(mustNotCall(), 1);

let other;
setImmediate(mustCall(() => clearImmediate(other)));
other = setImmediate(mustNotCall());

let runs = 0;
const interval = setInterval(mustCall(() => {
  if (++runs === 3) clearInterval(interval);
}, 3), 1);

const number = +setTimeout(mustNotCall(), 1);
clearTimeout(number);
clearTimeout({});
clearTimeout(null);
assert.equal(typeof number, 'number');
