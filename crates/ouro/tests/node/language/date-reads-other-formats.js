'use strict';
// Date: reads what people write and its own text, and names the zone.

const assert = require('assert');

const iso = (text) => new Date(text).toISOString();

assert.strictEqual(iso('Jan 1, 2020 10:05 PM UTC'), '2020-01-01T22:05:00.000Z');
assert.strictEqual(iso('2020/01/31 00:00 GMT'), '2020-01-31T00:00:00.000Z');
assert.strictEqual(iso('12/25/1995 10:00:00 +0100'), '1995-12-25T09:00:00.000Z');
assert.strictEqual(iso('Wed, 01 Jan 2020 00:00:00 EST'), '2020-01-01T05:00:00.000Z');
assert.strictEqual(iso('12 UTC'), '2001-12-01T00:00:00.000Z');
assert.strictEqual(iso('99 UTC'), '1999-01-01T00:00:00.000Z');
assert.strictEqual(iso('due: 12-3 (or so) 7:08 Z'), '2001-12-03T07:08:00.000Z');
assert.strictEqual(iso('Jan 5 2020 24:00 +05:30'), '2020-01-05T18:30:00.000Z');
for (const text of ['1 Mon', 'x1', 'Jan 1 24:01', 'Jan 1 10:20:30x', '1)', '1 T 2', 'Jan 1 2020 13:00 am']) {
  assert.ok(Number.isNaN(Date.parse(text)), text);
}
const date = new Date(2020, 5, 1, 12, 30);
assert.strictEqual(Date.parse(String(date)), +date);
assert.match(String(date), /GMT[+-]\d{4} \(.+\)$/);
assert.ok(Number.isNaN(Date.parse('no date')));
process.env.TZ = 'America/New_York';
assert.match(String(new Date(1.7e12)), /^Tue Nov 14 2023 17:13:20 GMT-0500 \(Eastern Standard Time\)$/);
