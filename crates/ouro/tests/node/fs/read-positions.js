'use strict';
// fs.read: offset, length and position; the descriptor's own position moves without one.
// Node docs: fs.read.
// Passes unchanged under node.

const assert = require('assert');
const fs = require('fs');
const { mustSucceed, temporaryFolder } = require('../testkit');
const file = `${temporaryFolder()}/text`;
fs.writeFileSync(file, 'abcdef');
const fd = fs.openSync(file);
const buffer = Buffer.alloc(4, '.');
assert.strictEqual(fs.readSync(fd, buffer, 1, 2, 3), 2);
assert.strictEqual(buffer.toString(), '.de.');
assert.strictEqual(fs.readSync(fd, buffer, { position: 4n }), 2);
assert.strictEqual(fs.readSync(fd, buffer), 4);
assert.strictEqual(buffer.toString(), 'abcd');
assert.strictEqual(fs.readSync(fd, buffer, 0, 4, null), 2);
assert.strictEqual(fs.readSync(fd, buffer, 0, 4, null), 0);
fs.read(fd, buffer, 0, 3, 0, mustSucceed((count, same) => {
  assert.strictEqual(count, 3);
  assert.strictEqual(same, buffer);
  assert.strictEqual(buffer.toString('utf8', 0, 3), 'abc');
}));
fs.read(fd, { position: 1 }, mustSucceed((count, made) => {
  assert.strictEqual(made.toString('utf8', 0, count), 'bcdef');
  fs.closeSync(fd);
}));
assert.throws(() => fs.readSync(fd, buffer, 0, 5), {
  code: 'ERR_OUT_OF_RANGE',
  message: 'The value of "length" is out of range. It must be <= 4. Received 5',
});
assert.throws(() => fs.readSync(fd, buffer, 0, 1, -5), { code: 'ERR_OUT_OF_RANGE' });
assert.throws(() => fs.readSync(fd, 'text'), { code: 'ERR_INVALID_ARG_TYPE' });
