'use strict';
// URL.createObjectURL names a Blob until revokeObjectURL. Node docs: buffer.resolveObjectURL.

const assert = require('assert/strict');
const { Blob, resolveObjectURL } = require('buffer');
const { mustCall } = require('../testkit');

const url = URL.createObjectURL(new Blob(['abc'], { type: 'text/plain' }));
assert.match(url, /^blob:nodedata:[0-9a-f-]{36}$/);
const found = resolveObjectURL(url);
assert.equal(found.type, 'text/plain');
found.text().then(mustCall((text) => assert.equal(text, 'abc')));
URL.revokeObjectURL(url);
assert.equal(resolveObjectURL(url), undefined);
assert.throws(() => URL.createObjectURL(5), { code: 'ERR_INVALID_ARG_TYPE' });
assert.throws(() => URL.revokeObjectURL(), { code: 'ERR_MISSING_ARGS' });
