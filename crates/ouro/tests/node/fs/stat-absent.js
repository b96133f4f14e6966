'use strict';
// fs.stat: an absent file throws, or is undefined where throwIfNoEntry is false.
// Node docs: fs.statSync.
// Passes unchanged under node.

const assert = require('assert');
const fs = require('fs');
assert.throws(() => fs.statSync('/nonexistent/x'), {
  code: 'ENOENT', syscall: 'stat', path: '/nonexistent/x', errno: -2,
  message: "ENOENT: no such file or directory, stat '/nonexistent/x'",
});
assert.strictEqual(fs.statSync('/nonexistent/x', { throwIfNoEntry: false }), undefined);
assert.strictEqual(fs.lstatSync('/nonexistent/x', { throwIfNoEntry: false }), undefined);
assert.strictEqual(fs.statSync(`${__filename}/x`, { throwIfNoEntry: false }), undefined);
