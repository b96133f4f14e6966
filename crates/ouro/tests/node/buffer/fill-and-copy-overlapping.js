'use strict';
// fill repeats its pattern, cutting the last; copy may overlap itself. Node docs: buf.fill, buf.copy.

const assert = require('assert/strict');

assert.equal(Buffer.alloc(5).fill('ab').toString(), 'ababa');
assert.equal(Buffer.alloc(5).fill('0102', 'hex').toString('hex'), '0102010201');
assert.equal(Buffer.alloc(4, '.').fill('€', 1).toString('latin1'), '.\xe2\x82\xac');
assert.equal(Buffer.alloc(3, 257)[2], 1);
assert.throws(() => Buffer.alloc(3).fill('zz', 'hex'), { code: 'ERR_INVALID_ARG_VALUE' });
assert.throws(() => Buffer.alloc(3).fill(0, 0, 4), { code: 'ERR_OUT_OF_RANGE' });

const buffer = Buffer.from('abcdef');
assert.equal(buffer.copy(buffer, 2, 0), 4);
assert.equal(buffer.toString(), 'ababcd');
assert.equal(buffer.copy(Buffer.alloc(2), 0, 5), 1);
assert.equal(Buffer.concat([buffer, new Uint8Array(2)], 7).toString('latin1'), 'ababcd\0');
assert.equal(Buffer.concat([buffer], 8).length, 8);

// A filler without bytes is shown as util.inspect shows it.
assert.throws(() => Buffer.alloc(3).fill('\0\x1bz', 'hex'), {
  code: 'ERR_INVALID_ARG_VALUE',
  message: "The argument 'value' is invalid. Received '\\x00\\x1Bz'",
});
