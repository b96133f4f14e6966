'use strict';
// fs.writeFile: flag, mode and flush; appendFile adds at the end.
// Node docs: fs.writeFile, fs.appendFile.
// Passes unchanged under node.

const assert = require('assert');
const fs = require('fs');
const { temporaryFolder } = require('../testkit');
const file = `${temporaryFolder()}/text`;
process.umask(0o022);
fs.writeFileSync(file, 'abc', { mode: 0o640 });
assert.strictEqual(fs.statSync(file).mode & 0o777, 0o640);
fs.writeFileSync(file, 'd', { flag: 'a', flush: true });
fs.appendFileSync(file, Buffer.from('e'));
fs.appendFileSync(file, new Uint16Array([0x6766]));
assert.strictEqual(fs.readFileSync(file, 'latin1'), 'abcdefg');
assert.throws(() => fs.writeFileSync(file, '', { flag: 'wx' }), {
  code: 'EEXIST', syscall: 'open',
});
fs.writeFileSync(file, '4142', 'hex');
assert.strictEqual(fs.readFileSync(file, 'utf8'), 'AB');
for (const wrong of [undefined, null, 5, {}, [], true]) {
  assert.throws(() => fs.writeFileSync(file, wrong), { code: 'ERR_INVALID_ARG_TYPE' });
}
