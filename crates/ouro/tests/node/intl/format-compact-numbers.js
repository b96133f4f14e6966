'use strict';
// Intl.NumberFormat, notation compact, scientific and engineering. ECMA-402 §16.
// Passes unchanged under node.

const assert = require('node:assert/strict');

const compact = (locale, number, compactDisplay) =>
  new Intl.NumberFormat(locale, { notation: 'compact', compactDisplay }).format(number);

assert.equal(compact('en', 999), '999');
assert.equal(compact('en', 1234), '1.2K');
assert.equal(compact('en', 999999), '1M');
assert.equal(compact('en', -2.5e9, 'long'), '-2.5 billion');
assert.equal(compact('de', 1e6, 'long'), '1 Million');
assert.equal(compact('de', 2e6, 'long'), '2 Millionen');
assert.equal(compact('de', 1234), '1234');
assert.equal(compact('fr', 1000, 'long'), 'mille');
assert.equal(compact('ja', 12345), '1.2万');
assert.equal(compact('hi', 1e7, 'long'), '1 करोड़');

const format = (notation, number) => new Intl.NumberFormat('en', { notation }).format(number);
assert.equal(format('scientific', 123456), '1.235E5');
assert.equal(format('scientific', 0.00012), '1.2E-4');
assert.equal(format('engineering', 123456), '123.456E3');
assert.equal(format('engineering', 0.00012), '120E-6');
