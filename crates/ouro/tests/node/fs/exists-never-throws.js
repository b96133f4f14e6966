'use strict';
// fs.exists: a boolean alone for the callback, false for what is no path.
// Node docs: fs.exists, fs.existsSync.
// Passes unchanged under node.

const assert = require('assert');
const fs = require('fs');
const { mustCall } = require('../testkit');
assert.strictEqual(fs.existsSync(__filename), true);
assert.strictEqual(fs.existsSync(`${__filename}x`), false);
assert.strictEqual(fs.existsSync('a\0b'), false);
fs.exists(__filename, mustCall((found) => assert.strictEqual(found, true)));
fs.exists('/nonexistent', mustCall((found) => assert.strictEqual(found, false)));
require('util').promisify(fs.exists)(__filename).then(mustCall((found) => {
  assert.strictEqual(found, true);
}));
