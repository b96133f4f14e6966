'use strict';
// Intl.RelativeTimeFormat: styles, words, parts. ECMA-402 §18. Passes unchanged under node.

const assert = require('node:assert/strict');

const relative = (locale, value, unit, options) =>
  new Intl.RelativeTimeFormat(locale, options).format(value, unit);

assert.equal(relative('en', -1, 'day'), '1 day ago');
assert.equal(relative('en', 3, 'quarters'), 'in 3 quarters');
assert.equal(relative('en', -1, 'day', { numeric: 'auto' }), 'yesterday');
assert.equal(relative('en', 0, 'week', { numeric: 'auto' }), 'this week');
assert.equal(relative('en', -0, 'second'), '0 seconds ago');
assert.equal(relative('en', 10, 'minute', { style: 'narrow' }), 'in 10m');
assert.equal(relative('de', -2, 'day', { numeric: 'auto' }), 'vorgestern');
assert.equal(relative('ru', 5, 'day'), 'через 5 дней');
assert.equal(relative('pl', 1000, 'year'), 'za 1000 lat');
assert.deepEqual(new Intl.RelativeTimeFormat('en').formatToParts(10, 'day'), [
  { type: 'literal', value: 'in ' },
  { type: 'integer', value: '10', unit: 'day' },
  { type: 'literal', value: ' days' },
]);
assert.deepEqual(new Intl.RelativeTimeFormat('en').resolvedOptions(), {
  locale: 'en', style: 'long', numeric: 'always', numberingSystem: 'latn',
});
assert.throws(() => relative('en', Infinity, 'day'), RangeError);
assert.throws(() => relative('en', 1, 'dayz'), {
  message: "Invalid unit argument for Intl.RelativeTimeFormat.prototype.format() 'dayz'",
});
assert.throws(() => Intl.RelativeTimeFormat(), { message: "Constructor Intl.RelativeTimeFormat requires 'new'" });
