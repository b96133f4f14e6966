'use strict';
// path.matchesGlob takes both separators on Windows, one elsewhere. Node docs: path.matchesGlob.

const assert = require('node:assert/strict');
const { posix, win32 } = require('node:path');

process.removeAllListeners('warning');
assert.equal(posix.matchesGlob('a/b/c.js', 'a/**/*.js'), true);
assert.equal(posix.matchesGlob('a/b', '*'), false);
assert.equal(win32.matchesGlob('a\\b', 'a/[b-c]'), true);
