'use strict';
// fs.rm: a tree goes with recursive only; links in it are not followed; force forgives absence.
// Node docs: fs.rm.
// Passes unchanged under node.

const assert = require('assert');
const fs = require('fs');
const { mustFail, mustSucceed, temporaryFolder } = require('../testkit');
const folder = temporaryFolder();
fs.mkdirSync(`${folder}/tree/a/b`, { recursive: true });
fs.writeFileSync(`${folder}/kept`, 'x');
fs.symlinkSync(folder, `${folder}/tree/a/out`);
assert.throws(() => fs.rmSync(`${folder}/tree`), {
  code: 'ERR_FS_EISDIR', syscall: 'rm', path: `${folder}/tree`, name: 'SystemError',
  message: `Path is a directory: rm returned EISDIR (is a directory) ${folder}/tree`,
});
fs.rmSync(`${folder}/tree`, { recursive: true });
assert.deepStrictEqual(fs.readdirSync(folder), ['kept']);
assert.throws(() => fs.rmSync(`${folder}/tree`), { code: 'ENOENT', syscall: 'lstat' });
fs.rmSync(`${folder}/tree`, { force: true });
fs.rm(`${folder}/tree`, mustFail({ code: 'ENOENT' }));
fs.rm(`${folder}/kept`, mustSucceed());
