'use strict';
// fs.utimes: Dates, seconds and digits set the times; links keep their own with lutimes.
// Node docs: fs.utimes, fs.lutimes.
// Passes unchanged under node.

const assert = require('assert');
const fs = require('fs');
const { temporaryFolder } = require('../testkit');
const folder = temporaryFolder();
const file = `${folder}/text`;
fs.writeFileSync(file, '');
fs.utimesSync(file, new Date(1000), 2.5);
let stats = fs.statSync(file);
assert.deepStrictEqual([stats.atimeMs, stats.mtimeMs], [1000, 2500]);
fs.utimesSync(file, '10', 1.5);
stats = fs.statSync(file);
assert.deepStrictEqual([stats.atimeMs, stats.mtimeMs], [10000, 1500]);
fs.symlinkSync('text', `${folder}/link`);
fs.lutimesSync(`${folder}/link`, 5, 6);
assert.strictEqual(fs.lstatSync(`${folder}/link`).mtimeMs, 6000);
assert.strictEqual(fs.statSync(file).mtimeMs, 1500);
const fd = fs.openSync(file, 'r+');
fs.futimesSync(fd, 7, 8);
assert.strictEqual(fs.fstatSync(fd).mtimeMs, 8000);
fs.closeSync(fd);
assert.throws(() => fs.utimesSync(file, 'x', 1), {
  code: 'ERR_INVALID_ARG_TYPE',
  message: 'The "time" argument must be an instance of Date or an Time in seconds. ' +
    "Received type string ('x')",
});
