'use strict';
// fs.stat: numbers, Dates and questions; bigint where asked for.
// Node docs: Class: fs.Stats.
// Passes unchanged under node.

const assert = require('assert');
const fs = require('fs');
const { mustSucceed, temporaryFolder } = require('../testkit');
const folder = temporaryFolder();
const file = `${folder}/text`;
fs.writeFileSync(file, 'abc');
const stats = fs.statSync(file);
assert.strictEqual(stats.size, 3);
assert.strictEqual(stats.isFile(), true);
assert.strictEqual(stats.isDirectory(), false);
assert.strictEqual(fs.statSync(folder).isDirectory(), true);
assert.deepStrictEqual(Object.keys(stats), [
  'dev', 'mode', 'nlink', 'uid', 'gid', 'rdev', 'blksize', 'ino', 'size', 'blocks',
  'atimeMs', 'mtimeMs', 'ctimeMs', 'birthtimeMs',
]);
assert.ok(stats.mtime instanceof Date);
assert.strictEqual(stats.mtime.getTime(), Math.round(stats.mtimeMs));
assert.ok(stats instanceof fs.Stats);
const big = fs.statSync(file, { bigint: true });
assert.strictEqual(big.size, 3n);
assert.strictEqual(big.mtimeNs / 1000000n, big.mtimeMs);
assert.strictEqual(big.isFile(), true);
fs.stat(file, mustSucceed(({ size }) => assert.strictEqual(size, 3)));
