'use strict';
// A string longer than the engine of Node allows is refused, though there are bytes for it.
// Node docs: buffer.constants.MAX_STRING_LENGTH.

const assert = require('assert/strict');
const { constants } = require('buffer');

assert.equal(constants.MAX_STRING_LENGTH, 2 ** 29 - 24);
const large = Buffer.alloc(constants.MAX_STRING_LENGTH / 2 + 1);
assert.throws(() => large.toString('hex'), {
  code: 'ERR_STRING_TOO_LONG',
  message: 'Cannot create a string longer than 0x1fffffe8 characters',
});
