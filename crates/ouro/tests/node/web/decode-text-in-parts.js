'use strict';
// TextDecoder keeps a cut character and drops one byte order mark in a stream; fatal refuses.
// WHATWG Encoding.

const assert = require('assert/strict');

const decoder = new TextDecoder();
const parts = [[0xef, 0xbb], [0xbf, 0x61, 0xe2], [0x82, 0xac]];
const text = parts.map((part) => decoder.decode(new Uint8Array(part), { stream: true }));
assert.equal(text.join('') + decoder.decode(), 'a€');
assert.equal(new TextDecoder('latin1').encoding, 'windows-1252');
assert.equal(new TextDecoder('utf-16').decode(new Uint8Array([0x3d, 0xd8, 0, 0xde])), '😀');
assert.equal(new TextDecoder('shift_jis').decode(new Uint8Array([0x82, 0xa0])), 'あ');
assert.throws(() => new TextDecoder('utf-8', { fatal: true }).decode(new Uint8Array([0xff])), {
  code: 'ERR_ENCODING_INVALID_ENCODED_DATA',
});
assert.throws(() => new TextDecoder('nope'), { code: 'ERR_ENCODING_NOT_SUPPORTED' });

const encoder = new TextEncoder();
assert.deepEqual(encoder.encode('é\ud800'), new Uint8Array([0xc3, 0xa9, 0xef, 0xbf, 0xbd]));
assert.deepEqual(encoder.encodeInto('a€€', new Uint8Array(5)), { read: 2, written: 4 });
