'use strict';
// querystring.parse groups equal keys, stops at maxKeys, and survives what is malformed.
// Node docs: querystring.parse.

const assert = require('node:assert/strict');
const querystring = require('node:querystring');

const plain = (object) => ({ ...object });
assert.deepEqual(plain(querystring.parse('a=1&b=2&a=3&&c')), { a: ['1', '3'], b: '2', c: '' });
assert.deepEqual(plain(querystring.parse('a+b=%E4%BD%A0&%zz=1')), { 'a b': '你', '%zz': '1' });
assert.deepEqual(plain(querystring.parse('a:1;b:2', ';', ':')), { a: '1', b: '2' });
assert.equal(Object.keys(querystring.parse('a&b&c', null, null, { maxKeys: 2 })).length, 2);
assert.equal(Object.getPrototypeOf(querystring.parse('')), null);
