'use strict';
// Intl.DisplayNames: regions, languages, scripts, currencies, calendars, fields. ECMA-402 §12.
// Passes unchanged under node.

const assert = require('node:assert/strict');

const name = (locale, type, code, options) => new Intl.DisplayNames(locale, { type, ...options }).of(code);

assert.equal(name('en', 'region', 'US'), 'United States');
assert.equal(name('en', 'region', 'US', { style: 'short' }), 'US');
assert.equal(name('de', 'region', '419'), 'Lateinamerika');
assert.equal(name('zh-TW', 'region', 'JP'), '日本');
assert.equal(name('en', 'language', 'de-AT'), 'Austrian German');
assert.equal(name('en', 'language', 'de-AT', { languageDisplay: 'standard' }), 'German (Austria)');
assert.equal(name('fr', 'language', 'zh-Hant-HK'), 'chinois (traditionnel, R.A.S. chinoise de Hong Kong)');
assert.equal(name('es', 'script', 'Cyrl'), 'cirílico');
assert.equal(name('en', 'currency', 'JPY'), 'Japanese Yen');
assert.equal(name('de', 'currency', 'DEM'), 'Deutsche Mark');
assert.equal(name('en', 'calendar', 'buddhist'), 'Buddhist Calendar');
assert.equal(name('en', 'dateTimeField', 'weekOfYear'), 'week');
assert.equal(name('en', 'region', 'QQ'), 'QQ');
assert.equal(name('en', 'region', 'QQ', { fallback: 'none' }), undefined);
assert.throws(() => name('en', 'region', 'x'), RangeError);
assert.throws(() => new Intl.DisplayNames('en'), TypeError);
