'use strict';
// Timers that are not referenced do not keep the program alive. Node docs: timeout.unref.

const assert = require('node:assert/strict');
const { mustNotCall } = require('../testkit');

const timer = setTimeout(mustNotCall(), 100_000).unref();
assert.equal(timer.hasRef(), false);
setInterval(mustNotCall(), 100_000).unref();
assert.equal(setTimeout(() => {}, 1).ref().hasRef(), true);
