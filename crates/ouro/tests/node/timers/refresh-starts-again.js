'use strict';
// refresh() runs a timer once more, even one that has run. Node docs: timeout.refresh.

const assert = require('node:assert/strict');
const { mustCall } = require('../testkit');

let runs = 0;
const timer = setTimeout(mustCall(() => {
  if (++runs < 3) assert.equal(timer.refresh(), timer);
}, 3), 1);
