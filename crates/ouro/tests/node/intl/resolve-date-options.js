'use strict';
// Intl.DateTimeFormat#resolvedOptions: locale, calendar, digits, hours and what the pattern shows.
// ECMA-402 §11.3.2.

const assert = require('node:assert/strict');

const resolved = (locale, options) =>
  new Intl.DateTimeFormat(locale, { timeZone: 'UTC', ...options }).resolvedOptions();

assert.deepEqual(resolved('en-US'), {
  locale: 'en-US',
  calendar: 'gregory',
  numberingSystem: 'latn',
  timeZone: 'UTC',
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
});
assert.deepEqual(resolved('de-u-hc-h12', { hour: 'numeric', minute: 'numeric' }), {
  locale: 'de-u-hc-h12',
  calendar: 'gregory',
  numberingSystem: 'latn',
  timeZone: 'UTC',
  hourCycle: 'h12',
  hour12: true,
  hour: 'numeric',
  minute: '2-digit',
});
assert.deepEqual(resolved('fr', { dateStyle: 'full', timeStyle: 'long' }), {
  locale: 'fr',
  calendar: 'gregory',
  numberingSystem: 'latn',
  timeZone: 'UTC',
  hourCycle: 'h23',
  hour12: false,
  dateStyle: 'full',
  timeStyle: 'long',
});
assert.equal(resolved('th').calendar, 'buddhist');
assert.equal(resolved('fa').numberingSystem, 'arabext');
assert.equal(resolved('en-u-ca-buddhist').locale, 'en-u-ca-buddhist');
assert.equal(resolved('en-u-ca-buddhist', { calendar: 'gregory' }).locale, 'en');
assert.equal(resolved('en-u-nu-thai-ca-foo').locale, 'en-u-nu-thai');
assert.equal(resolved('de-XX').locale, 'de');
assert.equal(resolved('en', { calendar: 'ethiopic-amete-alem' }).calendar, 'ethioaa');
assert.equal(resolved('en', { hour: 'numeric', hour12: false }).hourCycle, 'h23');
assert.deepEqual(Object.keys(resolved('en', { weekday: 'long', era: 'short' })).slice(4), ['weekday', 'era']);
assert.deepEqual(Intl.DateTimeFormat.supportedLocalesOf(['de', 'xx', 'zh-TW']), ['de', 'zh-TW']);
