'use strict';
// Intl.DateTimeFormat#formatRange and formatRangeToParts: what two dates share is written once.
// ECMA-402 §11.3.5, §11.3.6.

const assert = require('node:assert/strict');

const start = Date.UTC(2024, 0, 5, 9, 4);
const hour = 3_600_000;
const range = (locale, options, length) =>
  new Intl.DateTimeFormat(locale, { timeZone: 'UTC', ...options })
    .formatRange(start, start + length * hour)
    .replaceAll('\u2009', ' ');

assert.equal(range('en-US', {}, 48), '1/5/2024 – 1/7/2024');
assert.equal(range('en-US', { dateStyle: 'medium' }, 48), 'Jan 5 – 7, 2024');
assert.equal(range('en-US', { dateStyle: 'long' }, 24 * 40), 'January 5 – February 14, 2024');
assert.equal(range('en-US', { dateStyle: 'long' }, 24 * 400), 'January 5, 2024 – February 8, 2025');
assert.equal(range('en-US', { timeStyle: 'short' }, 1), '9:04 – 10:04 AM');
assert.equal(range('en-US', { timeStyle: 'short' }, 5), '9:04 AM – 2:04 PM');
assert.equal(range('en-US', { timeStyle: 'short' }, 48), '1/5/2024, 9:04 AM – 1/7/2024, 9:04 AM');
assert.equal(range('en-US', { dateStyle: 'short', timeStyle: 'short' }, 1), '1/5/24, 9:04 – 10:04 AM');
assert.equal(range('de', { dateStyle: 'long' }, 48), '5.–7. Januar 2024');
assert.equal(range('de', { hour: 'numeric', minute: 'numeric' }, 1), '09:04–10:04 Uhr');
assert.equal(range('ja', { year: 'numeric', month: 'short' }, 24 * 40), '2024/01～2024/02');
assert.equal(range('en-US', { year: 'numeric' }, 48), '2024');
assert.equal(range('en-US', {}, 0), '1/5/2024');

const format = new Intl.DateTimeFormat('en', { month: 'short', day: 'numeric', timeZone: 'UTC' });
const parts = format.formatRangeToParts(start, start + 48 * hour);
assert.deepEqual(
  parts.map(({ type, source }) => `${type} ${source}`),
  ['month shared', 'literal shared', 'day startRange', 'literal shared', 'day endRange'],
);
assert.throws(() => format.formatRange(start), TypeError);
assert.throws(() => format.formatRange(start, NaN), RangeError);
