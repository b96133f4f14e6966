'use strict';
// fs.symlink, readlink, link, realpath: what links say and where they lead.
// Node docs: fs.symlink, fs.realpath.
// Passes unchanged under node.

const assert = require('assert');
const fs = require('fs');
const { temporaryFolder } = require('../testkit');
const folder = fs.realpathSync(temporaryFolder());
fs.mkdirSync(`${folder}/d`);
fs.writeFileSync(`${folder}/d/a`, 'x');
fs.symlinkSync('d', `${folder}/l`);
assert.strictEqual(fs.readlinkSync(`${folder}/l`), 'd');
assert.strictEqual(fs.lstatSync(`${folder}/l`).isSymbolicLink(), true);
assert.strictEqual(fs.realpathSync(`${folder}/l/a`), `${folder}/d/a`);
assert.strictEqual(fs.realpathSync.native(`${folder}/l/a`), `${folder}/d/a`);
fs.linkSync(`${folder}/d/a`, `${folder}/b`);
assert.strictEqual(fs.statSync(`${folder}/b`).nlink, 2);
assert.throws(() => fs.realpathSync(`${folder}/l/none`), {
  code: 'ENOENT', syscall: 'lstat', path: `${folder}/d/none`,
});
fs.symlinkSync('loop', `${folder}/loop`);
assert.throws(() => fs.realpathSync(`${folder}/loop`), { code: 'ELOOP' });
assert.throws(() => fs.readlinkSync(`${folder}/d/a`), { code: 'EINVAL', syscall: 'readlink' });
