'use strict';
// Intl.DateTimeFormat and toLocaleString: Temporal's types show what they have. Temporal proposal,
// §15 (Amendments to ECMA-402).

const assert = require('node:assert/strict');

const date = new Temporal.PlainDate(2024, 1, 5);
const time = new Temporal.PlainTime(13, 4, 7);
const both = new Temporal.PlainDateTime(2024, 1, 5, 13, 4, 7);
const format = (options) => new Intl.DateTimeFormat('en-US', { timeZone: 'Asia/Tokyo', ...options });

assert.equal(format().format(date), '1/5/2024');
assert.equal(format({ dateStyle: 'long', timeStyle: 'short' }).format(date), 'January 5, 2024');
assert.equal(format({ dateStyle: 'long', timeStyle: 'short' }).format(time), '1:04 PM');
assert.equal(format({ dateStyle: 'long' }).format(both), 'January 5, 2024');
assert.equal(format({ month: 'long', day: 'numeric', hour: 'numeric' }).format(date), 'January 5');
assert.equal(format().format(Temporal.Instant.from('2024-01-05T20:00Z')), '1/6/2024, 5:00:00 AM');
assert.equal(format({ dateStyle: 'medium' }).formatRange(date, date.add({ days: 2 })).replaceAll('\u2009', ' '), 'Jan 5 – 7, 2024');
assert.equal(date.toLocaleString('de', { dateStyle: 'full' }), 'Freitag, 5. Januar 2024');
assert.equal(time.toLocaleString('en-US'), '1:04:07 PM');
assert.equal(both.toLocaleString('en-US'), '1/5/2024, 1:04:07 PM');
const month = new Temporal.PlainYearMonth(2024, 1, 'gregory');
assert.equal(month.toLocaleString('en-US', { calendar: 'gregory' }), '1/2024');
const birthday = Temporal.PlainMonthDay.from({ monthCode: 'M01', day: 5, calendar: 'gregory' });
assert.equal(birthday.toLocaleString('en-US', { month: 'long', day: 'numeric' }), 'January 5');
const zoned = both.toZonedDateTime('Europe/Berlin');
assert.equal(zoned.toLocaleString('en-US'), '1/5/2024, 1:04:07 PM GMT+1');
assert.equal(zoned.toLocaleString('en-US', { dateStyle: 'short' }), '1/5/24');

assert.throws(() => format().format(zoned), TypeError);
assert.throws(() => zoned.toLocaleString('en', { timeZone: 'UTC' }), TypeError);
assert.throws(() => format({ timeStyle: 'short' }).format(date), TypeError);
assert.throws(() => format({ hour: 'numeric' }).format(date), TypeError);
assert.throws(() => format().formatRange(date, time), TypeError);
assert.throws(() => format().format(new Temporal.PlainDate(2024, 1, 5, 'hebrew')), RangeError);
assert.throws(() => format().format(new Temporal.PlainYearMonth(2024, 1)), RangeError);
