'use strict';
// fs.copyFile: bytes and mode are copied; COPYFILE_EXCL refuses to replace.
// Node docs: fs.copyFile.
// Passes unchanged under node.

const assert = require('assert');
const fs = require('fs');
const { mustSucceed, temporaryFolder } = require('../testkit');
const folder = temporaryFolder();
const [from, to] = [`${folder}/a`, `${folder}/b`];
fs.writeFileSync(from, 'x'.repeat(100000));
fs.chmodSync(from, 0o750);
fs.copyFileSync(from, to);
assert.strictEqual(fs.statSync(to).mode & 0o777, 0o750);
assert.strictEqual(fs.readFileSync(to, 'latin1').length, 100000);
assert.throws(() => fs.copyFileSync(from, to, fs.constants.COPYFILE_EXCL), {
  code: 'EEXIST', syscall: 'copyfile', path: from, dest: to,
});
fs.copyFile(from, `${folder}/c`, mustSucceed());
assert.throws(() => fs.copyFileSync(from, to, 8), { code: 'ERR_OUT_OF_RANGE' });
