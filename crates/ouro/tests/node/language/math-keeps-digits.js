'use strict';
// Math.acosh and Math.atanh keep their digits near 1. ECMA-262 §21.3.2. Passes unchanged under node.

const assert = require('node:assert/strict');

assert.equal(Math.acosh(1.0000014305114746), 0.0016914556651292944);
assert.equal(Math.atanh(-0.9999983310699463), -6.998237084679027);
assert.deepEqual([Math.acosh(1), Math.acosh(0.5), Math.acosh(Infinity)], [0, NaN, Infinity]);
assert.deepEqual([Math.atanh(-0), Math.atanh(1), Math.atanh(2)], [-0, Infinity, NaN]);
assert.deepEqual([Math.acosh.length, Math.atanh.name], [1, 'atanh']);
