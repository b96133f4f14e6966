'use strict';
// Intl.NumberFormat writes currencies and percentages. ECMA-402 §16.

const assert = require('assert');

const money = (locale, currency, value, options) =>
  new Intl.NumberFormat(locale, { style: 'currency', currency, ...options }).format(value);

assert.strictEqual(money('en', 'USD', 1234.5), '$1,234.50');
assert.strictEqual(money('en', 'usd', -0.5), '-$0.50');
assert.strictEqual(money('en', 'JPY', 1234.5), '¥1,235');
assert.strictEqual(money('de', 'EUR', 1234.5), '1.234,50\u00a0€');
assert.strictEqual(money('en', 'CHF', 2), 'CHF\u00a02.00');
assert.strictEqual(money('en', 'USD', 2, { maximumFractionDigits: 0 }), '$2');
assert.strictEqual(money('en', 'USD', -2, { currencySign: 'accounting' }), '($2.00)');
assert.strictEqual(new Intl.NumberFormat('en', { style: 'percent' }).format(0.256), '26%');
assert.strictEqual((12n).toLocaleString('en', { style: 'currency', currency: 'GBP' }), '£12.00');

const format = new Intl.NumberFormat('en', { style: 'currency', currency: 'EUR' });
assert.ok(format instanceof Intl.NumberFormat);
assert.strictEqual(format.format, format.format);
assert.deepStrictEqual([1, 2].map(format.format), ['€1.00', '€2.00']);
const { style, currency, minimumFractionDigits } = format.resolvedOptions();
assert.deepStrictEqual([style, currency, minimumFractionDigits], ['currency', 'EUR', 2]);

assert.throws(() => new Intl.NumberFormat('en', { style: 'currency' }), TypeError);
assert.throws(() => money('en', 'EURO', 1), RangeError);
