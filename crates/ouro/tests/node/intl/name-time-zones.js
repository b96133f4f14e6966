'use strict';
// Intl.DateTimeFormat: times in any zone, and what the zone is called. ECMA-402 §11.5.12, §6.5.

const assert = require('node:assert/strict');

const winter = Date.UTC(2024, 0, 5, 13);
const summer = Date.UTC(2024, 6, 5, 13);
const shown = (timeZone, timeZoneName, time = winter, locale = 'en-US') =>
  new Intl.DateTimeFormat(locale, { timeZone, timeZoneName, hour: 'numeric' }).format(time);

assert.equal(shown('America/New_York', 'short'), '8 AM EST');
assert.equal(shown('America/New_York', 'short', summer), '9 AM EDT');
assert.equal(shown('America/New_York', 'long', summer), '9 AM Eastern Daylight Time');
assert.equal(shown('America/New_York', 'shortGeneric'), '8 AM ET');
assert.equal(shown('America/New_York', 'longGeneric'), '8 AM Eastern Time');
assert.equal(shown('Europe/Berlin', 'long', summer), '3 PM Central European Summer Time');
assert.equal(shown('Europe/Berlin', 'short'), '2 PM GMT+1');
assert.equal(shown('Europe/Berlin', 'shortGeneric'), '2 PM Germany Time');
assert.equal(shown('Europe/Berlin', 'short', summer, 'de'), '15 Uhr MESZ');
assert.equal(shown('Asia/Tokyo', 'long'), '10 PM Japan Standard Time');
assert.equal(shown('Asia/Kathmandu', 'shortOffset'), '6 PM GMT+5:45');
assert.equal(shown('Asia/Kathmandu', 'longOffset'), '6 PM GMT+05:45');
assert.equal(shown('UTC', 'long'), '1 PM Coordinated Universal Time');
assert.equal(shown('-03:30', 'short'), '9 AM GMT-3:30');
assert.equal(shown('europe/london', 'short', summer, 'en-GB'), '14 BST');
const zone = (timeZone) => new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone;
assert.equal(zone('eUROPE/bERLIN'), 'Europe/Berlin');
assert.equal(zone('utc'), 'UTC');
assert.equal(zone('-0330'), '-03:30');
assert.equal(zone('+01'), '+01:00');
for (const wrong of ['', 'Nowhere', '+1:00', '+24:00', '+01:00:00', 'Europe']) {
  assert.throws(() => zone(wrong), { name: 'RangeError', message: `Invalid time zone specified: ${wrong}` });
}
process.env.TZ = 'Europe/Berlin';
assert.equal(new Intl.DateTimeFormat().resolvedOptions().timeZone, 'Europe/Berlin');
assert.equal(new Date(winter).toLocaleTimeString('de'), '14:00:00');
process.env.TZ = 'Asia/Tokyo';
assert.equal(new Date(winter).toLocaleTimeString('de'), '22:00:00');
