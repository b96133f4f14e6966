'use strict';
// util.inspect shows up to INSPECT_MAX_BYTES bytes, and own properties. Node docs: buffer.

const assert = require('assert/strict');
const buffer = require('buffer');
const { inspect } = require('util');

assert.equal(inspect(Buffer.from('abc')), '<Buffer 61 62 63>');
assert.equal(inspect(Object.assign(Buffer.from('a'), { x: 1 })), '<Buffer 61, x: 1>');
buffer.INSPECT_MAX_BYTES = 2;
assert.equal(inspect(Buffer.from('abc')), '<Buffer 61 62 ... 1 more byte>');
assert.equal(inspect(Buffer.from('abcd')), '<Buffer 61 62 ... 2 more bytes>');
assert.deepEqual(JSON.parse(JSON.stringify(Buffer.from('ab'))), { type: 'Buffer', data: [97, 98] });
