'use strict';
// Intl.DateTimeFormat: dateStyle and timeStyle. ECMA-402 §11.1.2.

const assert = require('node:assert/strict');

const date = new Date(Date.UTC(2024, 0, 5, 13, 4, 7));
const shown = (locale, dateStyle, timeStyle, more) =>
  new Intl.DateTimeFormat(locale, { timeZone: 'UTC', dateStyle, timeStyle, ...more }).format(date);

assert.equal(shown('en-US', 'full'), 'Friday, January 5, 2024');
assert.equal(shown('en-US', 'long'), 'January 5, 2024');
assert.equal(shown('en-US', 'medium'), 'Jan 5, 2024');
assert.equal(shown('en-US', 'short'), '1/5/24');
assert.equal(shown('en-US', undefined, 'full'), '1:04:07 PM Coordinated Universal Time');
assert.equal(shown('en-US', undefined, 'medium'), '1:04:07 PM');
assert.equal(shown('en-US', 'full', 'long'), 'Friday, January 5, 2024 at 1:04:07 PM UTC');
assert.equal(shown('en-US', 'medium', 'short'), 'Jan 5, 2024, 1:04 PM');
assert.equal(shown('en-GB', 'short', 'short'), '05/01/2024, 13:04');
assert.equal(shown('de', 'full', 'short'), 'Freitag, 5. Januar 2024 um 13:04');
assert.equal(shown('fr', 'long', 'medium'), '5 janvier 2024 à 13:04:07');
assert.equal(shown('zh-CN', 'full'), '2024年1月5日星期五');
assert.equal(shown('de', undefined, 'short', { hour12: true }), '01:04 PM');
assert.equal(shown('en-US', 'short', 'short', { hourCycle: 'h23' }), '1/5/24, 13:04');
