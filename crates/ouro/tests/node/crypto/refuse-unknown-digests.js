'use strict';
// A digest that is not there: three functions have three words for it. Node docs: Crypto.

const assert = require('assert');
const { createHash, createHmac, hash } = require('crypto');

const plain = (message) => (error) => error.name === 'Error' && error.message === message && !('code' in error);
assert.throws(() => createHash('nope'), plain('Digest method not supported'));
assert.throws(() => hash('nope', 'text'), plain('Digest method nope is not supported'));
const invalid = { name: 'TypeError', code: 'ERR_CRYPTO_INVALID_DIGEST', message: 'Invalid digest: nope' };
assert.throws(() => createHmac('nope', 'key'), invalid);
assert.strictEqual(createHash('md5').update('').digest('hex'), 'd41d8cd98f00b204e9800998ecf8427e');
