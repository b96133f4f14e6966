'use strict';
// buf.write stops before a character that does not fit. Node docs: buf.write.

const assert = require('assert/strict');

const buffer = Buffer.alloc(5, 0x2e);
assert.equal(buffer.write('€€'), 3);
assert.equal(buffer.toString('latin1', 3), '..');
assert.equal(buffer.write('😀', 2), 0);
assert.equal(buffer.write('ab', 1, 'utf16le'), 4);
assert.equal(buffer.write('abc', 0, 1, 'utf16le'), 0);
assert.equal(buffer.write('abcdef', 3, 9 - 7, 'latin1'), 2);
assert.throws(() => buffer.write('a', 6), { code: 'ERR_OUT_OF_RANGE' });
assert.throws(() => buffer.write('a', 0, 1, 'nope'), { code: 'ERR_UNKNOWN_ENCODING' });
assert.throws(() => buffer.write(5), { message: 'argument must be a string' });
