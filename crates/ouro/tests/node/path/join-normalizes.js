'use strict';
// path.join puts the parts together and resolves their dots; nothing at all is a dot.
// Node docs: path.join, path.normalize.

const assert = require('node:assert/strict');
const { posix, win32 } = require('node:path');

assert.equal(posix.join('/a', '', '../b', './c/'), '/b/c/');
assert.equal(posix.join('', ''), '.');
assert.equal(posix.join('é', '你', '..'), 'é');
assert.equal(win32.join('c:', 'x/y'), 'c:\\x\\y');
assert.equal(win32.join('//server', 'share'), '\\\\server\\share\\');
assert.throws(() => posix.join('a', 1), { code: 'ERR_INVALID_ARG_TYPE' });
