'use strict';
// Intl.NumberFormat, style unit: widths, plurals, one unit per another. ECMA-402 §16.
// Passes unchanged under node.

const assert = require('node:assert/strict');

const unit = (locale, number, name, unitDisplay) =>
  new Intl.NumberFormat(locale, { style: 'unit', unit: name, unitDisplay }).format(number);

assert.equal(unit('en', 16, 'liter', 'long'), '16 liters');
assert.equal(unit('en', 1, 'liter', 'long'), '1 liter');
assert.equal(unit('en', 16, 'liter', 'narrow'), '16L');
assert.equal(unit('en', 50, 'kilometer-per-hour'), '50 km/h');
assert.equal(unit('de', 50, 'kilometer-per-hour', 'long'), '50 Kilometer pro Stunde');
assert.equal(unit('en', 3, 'byte-per-second'), '3 byte/s');
assert.equal(unit('ru', 2, 'day', 'long'), '2 дня');
assert.equal(unit('ru', 5, 'day', 'long'), '5 дней');
assert.equal(unit('ja', -5, 'celsius', 'long'), '摂氏 -5 度');
assert.equal(unit('en', 5, 'percent'), '5%');
assert.throws(() => unit('en', 1, 'furlong'), {
  name: 'RangeError', message: "Invalid unit argument for Intl.NumberFormat() 'furlong'",
});
assert.throws(() => new Intl.NumberFormat('en', { style: 'unit' }), TypeError);
