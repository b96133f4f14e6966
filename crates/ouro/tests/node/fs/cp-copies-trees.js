'use strict';
// fs.cp: trees with recursive only, through a filter, not into themselves.
// Node docs: fs.cp.
// Passes unchanged under node.

const assert = require('assert');
const fs = require('fs');
const { mustCall, mustSucceed, temporaryFolder } = require('../testkit');
const folder = temporaryFolder();
fs.mkdirSync(`${folder}/a/b`, { recursive: true });
fs.writeFileSync(`${folder}/a/b/x`, 'x');
fs.writeFileSync(`${folder}/a/y`, 'y');
assert.throws(() => fs.cpSync(`${folder}/a`, `${folder}/c`), { code: 'ERR_FS_EISDIR' });
fs.cpSync(`${folder}/a`, `${folder}/c`, { recursive: true });
const copied = fs.readdirSync(`${folder}/c`, { recursive: true });
assert.deepStrictEqual(copied.sort(), ['b', 'b/x', 'y']);
assert.throws(() => fs.cpSync(`${folder}/a`, `${folder}/a/b/d`, { recursive: true }), {
  code: 'ERR_FS_CP_EINVAL',
});
const careful = { force: false, errorOnExist: true };
assert.throws(() => fs.cpSync(`${folder}/a/y`, `${folder}/c/y`, careful), {
  code: 'ERR_FS_CP_EEXIST',
});
fs.cp(`${folder}/a`, `${folder}/d`, { recursive: true, filter: (from) => !from.endsWith('y') },
  mustSucceed(() => assert.deepStrictEqual(fs.readdirSync(`${folder}/d`), ['b'])));
fs.promises.cp(`${folder}/a/y`, `${folder}/z`).then(mustCall());
