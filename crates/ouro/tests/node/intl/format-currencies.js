'use strict';
// Intl.NumberFormat, style currency: symbols, codes, names, accounts, in several languages.
// ECMA-402 §16. Passes unchanged under node.

const assert = require('node:assert/strict');

const money = (locale, number, options) =>
  new Intl.NumberFormat(locale, { style: 'currency', ...options }).format(number);

assert.equal(money('en-US', 1234.5, { currency: 'USD' }), '$1,234.50');
assert.equal(money('en-US', -1234.5, { currency: 'USD' }), '-$1,234.50');
assert.equal(money('de-DE', 1234.5, { currency: 'EUR' }), '1.234,50\u00a0€');
assert.equal(money('fr-FR', 1234.5, { currency: 'EUR' }), '1\u202f234,50\u00a0€');
assert.equal(money('ja-JP', 1234.5, { currency: 'JPY' }), '￥1,235');
assert.equal(money('en-IN', 1234567.891, { currency: 'INR' }), '₹12,34,567.89');
assert.equal(money('de-CH', -5, { currency: 'CHF' }), 'CHF-5.00');
assert.equal(money('en', 5, { currency: 'GBP', currencyDisplay: 'code' }), 'GBP\u00a05.00');
assert.equal(money('en', 1, { currency: 'EUR', currencyDisplay: 'name' }), '1.00 euros');
assert.equal(money('pl', 2, { currency: 'PLN', currencyDisplay: 'name', maximumFractionDigits: 0 }),
  '2 złote polskie');
assert.equal(money('en-CA', 5, { currency: 'USD', currencyDisplay: 'narrowSymbol' }), '$5.00');
assert.equal(money('en', -5, { currency: 'USD', currencySign: 'accounting' }), '($5.00)');
assert.equal(money('en', 5, { currency: 'USD', currencySign: 'accounting', signDisplay: 'always' }),
  '+$5.00');
assert.equal(money('en', 1.5, { currency: 'KWD' }), 'KWD\u00a01.500');
assert.equal(money('en', 1500000, { currency: 'USD', notation: 'compact' }), '$1.5M');
