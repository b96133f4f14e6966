'use strict';
// fs.mkdir: recursive makes what is missing and tells the first; a file in the way is ENOTDIR.
// Node docs: fs.mkdir.
// Passes unchanged under node.

const assert = require('assert');
const fs = require('fs');
const { mustSucceed, temporaryFolder } = require('../testkit');
const folder = temporaryFolder();
assert.strictEqual(fs.mkdirSync(`${folder}/a/b/c`, { recursive: true }), `${folder}/a`);
assert.strictEqual(fs.mkdirSync(`${folder}/a/b/c`, { recursive: true }), undefined);
assert.throws(() => fs.mkdirSync(`${folder}/a`), { code: 'EEXIST', syscall: 'mkdir' });
assert.throws(() => fs.mkdirSync(`${folder}/x/y`), { code: 'ENOENT', syscall: 'mkdir' });
fs.writeFileSync(`${folder}/file`, '');
assert.throws(() => fs.mkdirSync(`${folder}/file/x`, { recursive: true }), { code: 'ENOTDIR' });
assert.throws(() => fs.mkdirSync(`${folder}/file`, { recursive: true }), { code: 'EEXIST' });
fs.mkdir(`${folder}/d/e`, { recursive: true }, mustSucceed((made) => {
  assert.strictEqual(made, `${folder}/d`);
}));
process.chdir(folder);
assert.strictEqual(fs.mkdirSync('q/w', { recursive: true }), 'q');
