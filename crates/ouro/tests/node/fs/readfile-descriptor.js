'use strict';
// fs.readFile: a descriptor is read from where it stands.
// Node docs: fs.readFile, "File descriptors".
// Passes unchanged under node.

const assert = require('assert');
const fs = require('fs');
const { temporaryFolder } = require('../testkit');
const file = `${temporaryFolder()}/text`;
fs.writeFileSync(file, 'abcdef');
const fd = fs.openSync(file);
assert.strictEqual(fs.readSync(fd, Buffer.alloc(2)), 2);
assert.strictEqual(fs.readFileSync(fd, 'utf8'), 'cdef');
assert.strictEqual(fs.readFileSync(fd, 'utf8'), '');
fs.closeSync(fd);
assert.throws(() => fs.readFileSync(fd), { code: 'EBADF', syscall: 'fstat' });
