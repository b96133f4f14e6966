'use strict';
// fileURLToPath and pathToFileURL are inverse, and refuse what names no file.
// Node docs: url.fileURLToPath, url.pathToFileURL.

const assert = require('node:assert/strict');
const { fileURLToPath, pathToFileURL } = require('node:url');

for (const path of ['/a b#c?d%', '/é/你', '/x\\y', '/a/']) {
  assert.equal(fileURLToPath(pathToFileURL(path)), path);
}
assert.equal(pathToFileURL('/a b#c').href, 'file:///a%20b%23c');
assert.equal(fileURLToPath('file:///C:/a', { windows: true }), 'C:\\a');
assert.throws(() => fileURLToPath('http://a'), { code: 'ERR_INVALID_URL_SCHEME' });
assert.throws(() => fileURLToPath('file:///a%2Fb'), { code: 'ERR_INVALID_FILE_URL_PATH' });
assert.throws(() => fileURLToPath('file://host/a'), { code: 'ERR_INVALID_FILE_URL_HOST' });
assert.throws(() => fileURLToPath(1), { code: 'ERR_INVALID_ARG_TYPE' });
