'use strict';
// What is no URL is ERR_INVALID_URL with the texts it was made from; URL.parse gives null.
// Node docs: new URL, URL.canParse, URL.parse.

const assert = require('node:assert/strict');

assert.throws(() => new URL('/x', 'no base'), {
  name: 'TypeError',
  message: 'Invalid URL',
  code: 'ERR_INVALID_URL',
  input: '/x',
  base: 'no base',
});
assert.throws(() => new URL(), { code: 'ERR_MISSING_ARGS' });
assert.equal(URL.canParse('http://256.256.256.256'), false);
assert.equal(URL.canParse('x', 'http://y'), true);
assert.equal(URL.parse('http://[::1'), null);
