'use strict';
// A character cut between two writes comes whole with the second; end() says what is missing.
// Node docs: StringDecoder.

const assert = require('assert/strict');
const { StringDecoder } = require('string_decoder');

const decoder = new StringDecoder('UTF8');
assert.equal(decoder.encoding, 'utf8');
assert.equal(decoder.write(Buffer.from([0x61, 0xe2, 0x82])), 'a');
assert.deepEqual([decoder.lastNeed, decoder.lastTotal], [1, 3]);
assert.equal(decoder.write(Buffer.from([0xac, 0xf0, 0x9f])), '€');
assert.equal(decoder.end(), '\ufffd');
assert.equal(decoder.end(), '');

const wide = new StringDecoder('utf16le');
assert.equal(wide.write(Buffer.from([0x3d, 0xd8])), '');
assert.equal(wide.write(Buffer.from([0x00])), '');
assert.equal(wide.end(Buffer.from([0xde])), '😀');

const base64 = new StringDecoder('base64');
assert.equal(base64.write(Buffer.from('a')), '');
assert.equal(base64.end(Buffer.from('bcd')), 'YWJjZA==');
assert.throws(() => new StringDecoder('nope'), { code: 'ERR_UNKNOWN_ENCODING' });
assert.throws(() => decoder.write(null), { code: 'ERR_INVALID_ARG_TYPE' });
