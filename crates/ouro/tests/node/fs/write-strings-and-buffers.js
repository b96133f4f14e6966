'use strict';
// fs.write: strings with position and encoding, buffers with offset and length.
// Node docs: fs.write.
// Passes unchanged under node.

const assert = require('assert');
const fs = require('fs');
const { mustSucceed, temporaryFolder } = require('../testkit');
const file = `${temporaryFolder()}/text`;
const fd = fs.openSync(file, 'w+');
assert.strictEqual(fs.writeSync(fd, 'h\u00e9llo'), 6);
assert.strictEqual(fs.writeSync(fd, 'zz', 0, 'latin1'), 2);
assert.strictEqual(fs.writeSync(fd, Buffer.from('abcd'), 1, 2, 10), 2);
assert.strictEqual(fs.writeSync(fd, Buffer.from('xy'), { position: 12 }), 2);
assert.deepStrictEqual(fs.readFileSync(file),
  Buffer.from('zz\xa9llo\0\0\0\0bcxy', 'latin1'));
fs.write(fd, 'end', 0, mustSucceed((count, text) => {
  assert.deepStrictEqual([count, text], [3, 'end']);
  fs.writev(fd, [Buffer.from('1'), Buffer.from('23')], 0, mustSucceed((written, buffers) => {
    assert.deepStrictEqual([written, buffers.length], [3, 2]);
    assert.strictEqual(fs.readFileSync(file, 'latin1').slice(0, 3), '123');
    fs.closeSync(fd);
  }));
}));
assert.throws(() => fs.writeSync(fd, Buffer.from('abc'), 5), { code: 'ERR_OUT_OF_RANGE' });
assert.throws(() => fs.writeSync(fd, {}), { code: 'ERR_INVALID_ARG_TYPE' });
