'use strict';
// indexOf, lastIndexOf and includes find strings, bytes and numbers from an offset on, which may
// count from the end. Node docs: buf.indexOf, buf.lastIndexOf.

const assert = require('assert/strict');

const text = Buffer.from('this is a buffer');
assert.equal(text.indexOf('is'), 2);
assert.equal(text.indexOf('is', 3), 5);
assert.equal(text.indexOf(Buffer.from('a buffer')), 8);
assert.equal(text.indexOf(97 + 256), 8);
assert.equal(text.indexOf('buffer', -6), 10);
assert.equal(text.indexOf('buffer', -5), -1);
assert.equal(text.indexOf(''), 0);
assert.equal(text.indexOf('', 99), text.length);
assert.equal(text.lastIndexOf('is'), 5);
assert.equal(text.lastIndexOf('is', 4), 2);
assert.equal(text.lastIndexOf('f', -3), 13);
assert.equal(text.lastIndexOf('f', -17), -1);
assert.equal(text.includes('6275', 'hex'), true);
// Two-byte characters are found at whole characters only.
const wide = Buffer.from([0, 97, 0, 97, 0, 98]);
assert.equal(wide.indexOf('a', 'utf16le'), -1);
assert.equal(wide.indexOf('\u6100', 'utf16le'), 0);
assert.throws(() => text.indexOf({}), { code: 'ERR_INVALID_ARG_TYPE' });
