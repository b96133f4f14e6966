'use strict';
// Intl.NumberFormat: digits, rounding, grouping, signs, and numbers beyond 2^53. ECMA-402 §16.1.3.
// Passes unchanged under node.

const assert = require('node:assert/strict');

const format = (number, options, locale = 'en') => new Intl.NumberFormat(locale, options).format(number);

assert.equal(format(1.005, { maximumFractionDigits: 2 }), '1.01');
assert.equal(format(-0.5, { maximumFractionDigits: 0, roundingMode: 'halfEven' }), '-0');
assert.equal(format(2.5, { maximumFractionDigits: 0, roundingMode: 'halfEven' }), '2');
assert.equal(format(-1.1, { maximumFractionDigits: 0, roundingMode: 'floor' }), '-2');
assert.equal(format(1.12, { roundingIncrement: 5, minimumFractionDigits: 2, maximumFractionDigits: 2 }), '1.10');
assert.equal(format(123456, { maximumSignificantDigits: 3 }), '123,000');
assert.equal(format(5, { minimumIntegerDigits: 3, minimumFractionDigits: 1 }), '005.0');
assert.equal(format(4.25, { maximumFractionDigits: 1, maximumSignificantDigits: 3, roundingPriority: 'morePrecision' }), '4.25');
assert.equal(format(4, { minimumFractionDigits: 2, trailingZeroDisplay: 'stripIfInteger' }), '4');
assert.equal(format(1234.5, { useGrouping: false }), '1234.5');
assert.equal(format(1234, {}, 'es'), '1234');
assert.equal(format(12345, {}, 'es'), '12.345');
assert.equal(format(1234, { useGrouping: 'always' }, 'es'), '1.234');
assert.equal(format(0, { signDisplay: 'exceptZero' }), '0');
assert.equal(format(1, { signDisplay: 'exceptZero' }), '+1');
assert.equal(format(-0, {}), '-0');
assert.equal(format(-0, { signDisplay: 'negative' }), '0');
assert.equal(format(-0.3, { maximumFractionDigits: 0, signDisplay: 'never' }), '0');
assert.equal(format(0.256, { style: 'percent' }), '26%');
assert.equal(format(NaN, {}), 'NaN');
assert.equal(format(-Infinity, {}), '-∞');
assert.equal(format(1234.5, { numberingSystem: 'thai' }), '๑,๒๓๔.๕');
assert.equal(format(1234567.891, {}, 'hi'), '12,34,567.891');

assert.equal(format(123456789012345678901234567890n, {}), '123,456,789,012,345,678,901,234,567,890');
assert.equal(format('123456789012345678901234567890.125', {}), '123,456,789,012,345,678,901,234,567,890.125');
assert.equal(format('0x1f', {}), '31');
assert.equal(format('no number', {}), 'NaN');
assert.equal((12345.678).toLocaleString('de'), '12.345,678');
assert.equal(9007199254740993n.toLocaleString('en'), '9,007,199,254,740,993');
assert.equal([1234.5, 2].toLocaleString('de'), '1.234,5,2');
assert.equal(new Float64Array([0.5, 1]).toLocaleString('en', { style: 'percent' }), '50%,100%');
