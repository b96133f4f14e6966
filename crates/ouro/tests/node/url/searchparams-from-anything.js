'use strict';
// URLSearchParams takes a query, an iterable of pairs, or an object.
// Node docs: new URLSearchParams.

const assert = require('node:assert/strict');

const text = (init) => new URLSearchParams(init).toString();
assert.equal(text('?a=b+c&d'), 'a=b+c&d=');
assert.equal(text({ a: 1, b: [2, 3] }), 'a=1&b=2%2C3');
assert.equal(text(new Map([['x', 'y']])), 'x=y');
assert.equal(text([['a', 'b'], new Set(['c', 'd'])]), 'a=b&c=d');
assert.throws(() => text([['a']]), { code: 'ERR_INVALID_TUPLE' });
assert.throws(() => text([1]), { code: 'ERR_INVALID_TUPLE' });
assert.throws(() => new URLSearchParams().get(), { code: 'ERR_MISSING_ARGS' });
assert.throws(() => URLSearchParams.prototype.get.call({}, 'a'), { code: 'ERR_INVALID_THIS' });
