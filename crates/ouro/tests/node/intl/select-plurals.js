'use strict';
// Intl.PluralRules: cardinal, ordinal, compact, ranges. ECMA-402 §17. Passes unchanged under node.

const assert = require('node:assert/strict');

const select = (locale, number, options) => new Intl.PluralRules(locale, options).select(number);

assert.equal(select('en', 1), 'one');
assert.equal(select('en', 1, { minimumFractionDigits: 1 }), 'other');
assert.equal(select('en', 23, { type: 'ordinal' }), 'few');
assert.equal(select('ar', 6), 'few');
assert.equal(select('fr', 1e6, { notation: 'compact' }), 'many');
assert.equal(new Intl.PluralRules('en').selectRange(0, 1), 'other');
assert.equal(new Intl.PluralRules('sl').selectRange(102, 201), 'few');
const options = new Intl.PluralRules('en', { notation: 'compact' }).resolvedOptions();
assert.equal(options.compactDisplay, 'short');
assert.deepEqual(options.pluralCategories, ['one', 'other']);
assert.throws(() => new Intl.PluralRules('en').selectRange(1), { message: 'Invalid endRange : undefined' });
