'use strict';
// Paths: strings, Buffers and file URLs name the same file; anything else is refused.
// Node docs: File paths.
// Passes unchanged under node.

const assert = require('assert');
const fs = require('fs');
const { pathToFileURL } = require('url');
const { temporaryFolder } = require('../testkit');
const file = `${temporaryFolder()}/a b%c`;
fs.writeFileSync(file, 'x');
for (const path of [file, Buffer.from(file), pathToFileURL(file)]) {
  assert.strictEqual(fs.readFileSync(path, 'utf8'), 'x');
}
for (const path of [undefined, null, {}, [], true, () => {}, new Uint16Array(2)]) {
  assert.throws(() => fs.statSync(path), { code: 'ERR_INVALID_ARG_TYPE', name: 'TypeError' });
}
assert.throws(() => fs.statSync('a\0b'), {
  code: 'ERR_INVALID_ARG_VALUE',
  message: "The argument 'path' must be a string, Uint8Array, or URL without null bytes. " +
    "Received 'a\\x00b'",
});
assert.throws(() => fs.statSync(new URL('http://x/')), { code: 'ERR_INVALID_URL_SCHEME' });
assert.throws(() => fs.statSync(new URL('file:///a%2fb')), { code: 'ERR_INVALID_FILE_URL_PATH' });
