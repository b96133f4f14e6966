'use strict';
// fs.readFile: a file of /proc, whose size reads 0, is read to its end.
// proc(5).
// Passes unchanged under node.

const assert = require('assert');
const fs = require('fs');
if (process.platform === 'linux') {
  assert.match(fs.readFileSync('/proc/self/status', 'utf8'), /^Name:/);
}
