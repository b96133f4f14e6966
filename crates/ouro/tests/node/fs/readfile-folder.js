'use strict';
// fs.readFile: a folder is EISDIR of read, and the synchronous message names no path.
// Node docs: fs.readFile.
// Passes unchanged under node.

const assert = require('assert');
const fs = require('fs');
const { mustFail, temporaryFolder } = require('../testkit');
const folder = temporaryFolder();
const message = 'EISDIR: illegal operation on a directory, read';
assert.throws(() => fs.readFileSync(folder), { code: 'EISDIR', syscall: 'read', message });
fs.readFile(folder, mustFail({ code: 'EISDIR', syscall: 'read' }));
