'use strict';
// Date.prototype.toLocaleDateString and toLocaleString: whole years, and two digits where asked for.
// ECMA-402 §20.4.

const assert = require('assert');

const date = new Date(2006, 3, 1, 6, 40, 46);
assert.strictEqual(date.toLocaleDateString('en-US'), '4/1/2006');
assert.strictEqual(date.toLocaleString('en-US'), '4/1/2006, 6:40:46 AM');
assert.strictEqual(date.toLocaleDateString('en-US', {}), '4/1/2006');
assert.strictEqual(date.toLocaleDateString('en-US', { timeZone: 'UTC', hour12: false }).slice(-4), '2006');
assert.strictEqual(date.toLocaleDateString('es'), '1/4/2006');
assert.strictEqual(date.toLocaleDateString('ko'), '2006. 4. 1.');
const two = { month: '2-digit', day: '2-digit', year: 'numeric' };
assert.strictEqual(date.toLocaleDateString('en-US', two), '04/01/2006');
assert.strictEqual(date.toLocaleDateString('en-GB', { ...two, year: '2-digit' }), '01/04/06');
assert.strictEqual(date.toLocaleDateString('en-US', { dateStyle: 'short' }), '4/1/06');
assert.strictEqual(date.toLocaleDateString('en-US', { month: 'short', year: 'numeric' }), 'Apr 2006');
assert.strictEqual(date.toLocaleDateString('en-US', { month: 'numeric', day: 'numeric' }), '4/1');
const eve = new Date(Date.UTC(1999, 11, 31, 23, 30));
assert.strictEqual(eve.toLocaleDateString('en-US', { timeZone: 'Asia/Tokyo' }), '1/1/2000');
assert.strictEqual(eve.toLocaleDateString('en-US', { timeZone: 'UTC' }), '12/31/1999');
assert.strictEqual(new Date(2011, 10, 11).toLocaleDateString('en-US'), '11/11/2011');
assert.strictEqual(date.toLocaleTimeString('en-US'), '6:40:46 AM');
assert.strictEqual(new Date(NaN).toLocaleDateString('en-US'), 'Invalid Date');
