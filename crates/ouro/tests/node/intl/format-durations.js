'use strict';
// Intl.DurationFormat: lists of units, clocks, fractions, signs. ECMA-402 §13.
// Passes unchanged under node.

const assert = require('node:assert/strict');

const duration = (value, options, locale = 'en') => new Intl.DurationFormat(locale, options).format(value);
const clock = { hours: 1, minutes: 2, seconds: 3 };

assert.equal(duration(clock), '1 hr, 2 min, 3 sec');
assert.equal(duration(clock, { style: 'long' }), '1 hour, 2 minutes, 3 seconds');
assert.equal(duration(clock, { style: 'narrow' }), '1h 2m 3s');
assert.equal(duration(clock, { style: 'digital' }), '1:02:03');
assert.equal(duration(clock, { style: 'digital' }, 'fi'), '1.02.03');
assert.equal(duration(clock, { style: 'long' }, 'de'), '1 Stunde, 2 Minuten und 3 Sekunden');
assert.equal(duration({ hours: -1, minutes: -30 }), '-1 hr, 30 min');
assert.equal(duration({ seconds: 7, milliseconds: 8 }, { style: 'digital', fractionalDigits: 3 }), '0:00:07.008');
assert.equal(duration({ seconds: 1, microseconds: 5 }, { milliseconds: 'numeric' }), '1.000005 sec');
assert.equal(duration('PT1H30M', { style: 'long' }), '1 hour, 30 minutes');
assert.equal(duration({ days: 0 }), '');
assert.deepEqual(new Intl.DurationFormat('en').formatToParts({ days: 2 }), [
  { type: 'integer', value: '2', unit: 'day' },
  { type: 'literal', value: ' ', unit: 'day' },
  { type: 'unit', value: 'days', unit: 'day' },
]);
assert.throws(() => duration({}), TypeError);
assert.throws(() => duration({ hours: 1, minutes: -1 }), RangeError);
assert.throws(() => duration(clock, { hours: 'numeric', minutes: 'long' }), RangeError);
