'use strict';
// Base64 is read in either alphabet, passing over what is no digit, until the first "=".
// Node docs: Buffers and character encodings.

const assert = require('assert/strict');

for (const [text, expected] of [
  ['YWJj', 'abc'], ['YWJ', 'ab'], ['YWJjZ', 'abc'], ['YW Jj\n', 'abc'], ['YWJj=ZGVm', 'abc'],
  ['YQ==YQ==', 'a'], ['=YWJj', ''], ['YWJj$$ZGVm', 'abcdef'], ['YWJj\u0100ZGVm', 'abcdef'],
]) {
  assert.equal(Buffer.from(text, 'base64').toString(), expected, text);
  assert.equal(Buffer.from(text, 'base64url').toString(), expected, text);
}
assert.deepEqual([...Buffer.from('-_+/', 'base64')], [0xfb, 0xff, 0xbf]);
assert.equal(Buffer.from([0xfb, 0xff, 0xbf, 1]).toString('base64'), '+/+/AQ==');
assert.equal(Buffer.from([0xfb, 0xff, 0xbf, 1]).toString('base64url'), '-_-_AQ');
