'use strict';
// path.resolve starts from what process.cwd says, which a program may have replaced.
// Node docs: path.resolve.

const assert = require('node:assert/strict');
const path = require('node:path');

assert.equal(path.resolve('a', '..', 'b'), `${process.cwd()}/b`);
assert.equal(path.resolve('/x', '/y', 'z'), '/y/z');

process.cwd = () => '/elsewhere';
assert.equal(path.resolve('b'), '/elsewhere/b');
