'use strict';
// path.format writes again what path.parse took apart. Node docs: path.parse, path.format.

const assert = require('node:assert/strict');
const { posix, win32 } = require('node:path');

for (const path of ['/a/b.c', 'a', './x/.y', '/', '.a.b']) {
  assert.equal(posix.format(posix.parse(path)), path);
}
assert.deepEqual(win32.parse('C:\\path\\file.txt'), {
  root: 'C:\\', dir: 'C:\\path', base: 'file.txt', ext: '.txt', name: 'file',
});
assert.equal(posix.format({ name: 'a', ext: 'b' }), 'a.b');
