'use strict';
// fs.watch: a file that comes into the folder is a rename, and closing ends the program.
// Node docs: fs.watch.
// Passes unchanged under node.

const assert = require('assert');
const fs = require('fs');
const { mustCall, temporaryFolder } = require('../testkit');
const folder = temporaryFolder();
const watcher = fs.watch(folder, (kind, name) => {
  if (name !== 'new') return;
  assert.ok(kind === 'rename' || kind === 'change');
  watcher.close();
});
watcher.on('close', mustCall());
setImmediate(() => fs.writeFileSync(`${folder}/new`, ''));
assert.throws(() => fs.watch(`${folder}/none`), {
  code: 'ENOENT', syscall: 'watch', path: `${folder}/none`, filename: `${folder}/none`,
});
