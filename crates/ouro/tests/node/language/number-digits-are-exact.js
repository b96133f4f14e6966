'use strict';
// toExponential and toPrecision: exact digits of every number, halves rounded up, V8's errors.
// ECMA-262 §21.1.3.2, §21.1.3.5.

const assert = require('assert');

assert.strictEqual((25).toExponential(0), '3e+1');
assert.strictEqual((0.00015).toExponential(0), '1e-4');
assert.strictEqual((-1.5).toExponential(), '-1.5e+0');
assert.strictEqual((-0).toExponential(2), '0.00e+0');
assert.strictEqual((1e21).toExponential(), '1e+21');
assert.strictEqual((NaN).toExponential(2), 'NaN');
assert.strictEqual((-Infinity).toExponential(1000), '-Infinity');
assert.strictEqual((5e-324).toPrecision(3), '4.94e-324');
assert.strictEqual((5e-324).toPrecision(21), '4.94065645841246544177e-324');
assert.strictEqual((99.95).toPrecision(3), '100');
assert.strictEqual((99.5).toPrecision(2), '1.0e+2');
assert.strictEqual((0.000001).toPrecision(2), '0.0000010');
assert.strictEqual((1e-7).toPrecision(2), '1.0e-7');
assert.strictEqual((123.456).toPrecision(4), '123.5');
assert.strictEqual((123).toPrecision(3), '123');
assert.strictEqual((1234).toPrecision(3), '1.23e+3');
assert.strictEqual((0).toPrecision(3), '0.00');
assert.strictEqual(new Number(-2.5).toPrecision(1), '-3');
assert.strictEqual((1.25).toPrecision(undefined), '1.25');

const range = (action, message) => assert.throws(action, { name: 'RangeError', message });
range(() => (1).toExponential(101), 'toExponential() argument must be between 0 and 100');
range(() => (1).toPrecision(0), 'toPrecision() argument must be between 1 and 100');
assert.throws(() => Number.prototype.toPrecision.call('1', 1), TypeError);
assert.strictEqual((Infinity).toLocaleString(), '∞');
