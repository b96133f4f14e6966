'use strict';
// Intl.DateTimeFormat: other calendars than Gregory's. ECMA-402 §6.9.1.

const assert = require('node:assert/strict');

const date = new Date(Date.UTC(2024, 1, 29));
const shown = (calendar, locale = 'en-US', options = { dateStyle: 'long' }) =>
  new Intl.DateTimeFormat(locale, { timeZone: 'UTC', calendar, ...options }).format(date);

assert.equal(shown('buddhist'), 'February 29, 2567 BE');
assert.equal(shown('japanese'), 'February 29, 6 Reiwa');
assert.equal(shown('japanese', 'ja'), '令和6年2月29日');
assert.equal(shown('roc'), 'February 29, 113 Minguo');
assert.equal(shown('hebrew'), '20 Adar I 5784');
assert.equal(shown('persian'), 'Esfand 10, 1402 AP');
assert.equal(shown('islamic-umalqura'), 'Shaʻban 19, 1445 AH');
assert.equal(shown('islamic-civil'), 'Shaʻban 19, 1445 AH');
assert.equal(shown('chinese'), 'First Month 20, 2024(jia-chen)');
assert.equal(shown('coptic'), 'Amshir 21, 1740 AM');
assert.equal(shown('iso8601', 'en-US', {}), '2024-02-29');
