'use strict';
// Intl.DateTimeFormat#formatToParts: every piece with its type. ECMA-402 §11.3.4.

const assert = require('node:assert/strict');

const date = new Date(Date.UTC(2024, 0, 5, 13, 4, 7, 89));
const parts = (locale, options) =>
  new Intl.DateTimeFormat(locale, { timeZone: 'UTC', ...options }).formatToParts(date);

assert.deepEqual(parts('en-US', { dateStyle: 'medium' }), [
  { type: 'month', value: 'Jan' },
  { type: 'literal', value: ' ' },
  { type: 'day', value: '5' },
  { type: 'literal', value: ', ' },
  { type: 'year', value: '2024' },
]);
const types = (locale, options) => parts(locale, options).map(({ type }) => type).join(' ');
assert.equal(
  types('en-US', { hour: 'numeric', minute: 'numeric', second: 'numeric', fractionalSecondDigits: 2 }),
  'hour literal minute literal second literal fractionalSecond literal dayPeriod',
);
assert.equal(
  types('de', { weekday: 'short', era: 'short', year: 'numeric', month: 'short', day: 'numeric' }),
  'weekday literal day literal month literal year literal era',
);
assert.equal(types('en', { timeZoneName: 'short', hour: 'numeric' }), 'hour literal dayPeriod literal timeZoneName');
assert.equal(types('en-u-ca-chinese', { dateStyle: 'long' }), 'month literal day literal relatedYear literal yearName literal');
for (const options of [{}, { dateStyle: 'full', timeStyle: 'full' }]) {
  const format = new Intl.DateTimeFormat('pl', { timeZone: 'UTC', ...options });
  const joined = format.formatToParts(date).map(({ value }) => value).join('');
  assert.equal(joined, format.format(date));
}
