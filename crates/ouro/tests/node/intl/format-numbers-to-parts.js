'use strict';
// Intl.NumberFormat.prototype.formatToParts and formatRangeToParts: types, values, sources.
// ECMA-402 §16.3. Passes unchanged under node.

const assert = require('node:assert/strict');

const parts = (locale, options, number) =>
  new Intl.NumberFormat(locale, options).formatToParts(number).map(({ type, value }) => [type, value]);

assert.deepEqual(parts('en', { style: 'currency', currency: 'USD' }, -1234.5), [
  ['minusSign', '-'], ['currency', '$'], ['integer', '1'], ['group', ','], ['integer', '234'],
  ['decimal', '.'], ['fraction', '50'],
]);
assert.deepEqual(parts('de', { style: 'unit', unit: 'kilometer', signDisplay: 'always' }, 5), [
  ['plusSign', '+'], ['integer', '5'], ['literal', ' '], ['unit', 'km'],
]);
assert.deepEqual(parts('en', { notation: 'scientific' }, 0.5), [
  ['integer', '5'], ['exponentSeparator', 'E'], ['exponentMinusSign', '-'], ['exponentInteger', '1'],
]);
assert.deepEqual(parts('de', { notation: 'compact', compactDisplay: 'long' }, 2e6), [
  ['integer', '2'], ['literal', ' '], ['compact', 'Millionen'],
]);
assert.deepEqual(parts('en', { style: 'percent' }, Infinity), [['infinity', '∞'], ['percentSign', '%']]);

const euros = new Intl.NumberFormat('de', { style: 'currency', currency: 'EUR' });
assert.deepEqual(euros.formatRangeToParts(3, 5).filter(({ source }) => source === 'shared'), [
  { type: 'literal', value: '–', source: 'shared' },
  { type: 'literal', value: '\u00a0', source: 'shared' },
  { type: 'currency', value: '€', source: 'shared' },
]);
