'use strict';
// Intl.NumberFormat.prototype.formatRange: what both ends share is written once. ECMA-402 §16.3.4.
// Passes unchanged under node.

const assert = require('node:assert/strict');

const range = (locale, options, start, end) => new Intl.NumberFormat(locale, options).formatRange(start, end);
const dollars = { style: 'currency', currency: 'USD' };

assert.equal(range('en', {}, 3, 5), '3–5');
assert.equal(range('en', {}, 3, 3), '~3');
assert.equal(range('en', {}, -3, 5), '-3 – 5');
assert.equal(range('en', dollars, 3, 5), '$3.00 – $5.00');
assert.equal(range('en', dollars, 2.9999, 3.0001), '~$3.00');
assert.equal(range('de', { style: 'currency', currency: 'EUR' }, 3, 5), '3,00–5,00\u00a0€');
assert.equal(range('en', { style: 'unit', unit: 'kilometer' }, 3, 5), '3–5 km');
assert.equal(range('en', { notation: 'compact' }, 2900, 3100), '2.9K – 3.1K');
assert.equal(range('en', {}, 1n, '2.5'), '1–2.5');
assert.throws(() => range('en', {}, 1), { name: 'TypeError', message: 'Invalid end : undefined' });
assert.throws(() => range('en', {}, NaN, 1), { name: 'RangeError', message: 'Invalid start : NaN' });
