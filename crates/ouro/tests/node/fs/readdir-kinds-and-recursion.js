'use strict';
// fs.readdir: names in order, Dirents with their folder, and everything below.
// Node docs: fs.readdir, Class: fs.Dirent.
// Passes unchanged under node.

const assert = require('assert');
const fs = require('fs');
const { mustSucceed, temporaryFolder } = require('../testkit');
const folder = temporaryFolder();
fs.mkdirSync(`${folder}/b/c`, { recursive: true });
fs.writeFileSync(`${folder}/b/x`, '');
fs.writeFileSync(`${folder}/a`, '');
fs.symlinkSync('a', `${folder}/l`);
assert.deepStrictEqual(fs.readdirSync(folder), ['a', 'b', 'l']);
assert.deepStrictEqual(fs.readdirSync(folder, 'buffer').map(String), ['a', 'b', 'l']);
assert.deepStrictEqual(fs.readdirSync(folder, { recursive: true }).sort(),
  ['a', 'b', 'b/c', 'b/x', 'l']);
const entries = fs.readdirSync(folder, { withFileTypes: true });
assert.deepStrictEqual(entries.map((entry) => [
  entry.name, entry.parentPath, entry.isFile(), entry.isDirectory(), entry.isSymbolicLink(),
]), [
  ['a', folder, true, false, false],
  ['b', folder, false, true, false],
  ['l', folder, false, false, true],
]);
assert.ok(entries[0] instanceof fs.Dirent);
const all = fs.readdirSync(folder, { withFileTypes: true, recursive: true });
assert.deepStrictEqual(all.map((entry) => `${entry.parentPath}/${entry.name}`).sort(),
  ['a', 'b', 'b/c', 'b/x', 'l'].map((name) => `${folder}/${name}`));
fs.readdir(folder, mustSucceed((names) => assert.deepStrictEqual(names, ['a', 'b', 'l'])));
assert.throws(() => fs.readdirSync(`${folder}/a`), { code: 'ENOTDIR', syscall: 'scandir' });
