'use strict'; const first = new Error('first line').stack.split('\n')[1];
// error.stack: line and column are those of the file, also on its first line.

const assert = require('assert');

function call() {
  return new Error('there').stack.split('\n');
}

assert.ok(first.endsWith(`${__filename}:1:29)`), first);
const [, there, caller] = call();
assert.ok(there.endsWith(`${__filename}:7:10)`), there);
assert.ok(caller.endsWith(`${__filename}:11:27)`), caller);
