'use strict';
// Error.captureStackTrace: any object gets a stack, without the frames down to a given function.

const assert = require('assert');

function outer() {
  return inner();
}

function inner() {
  const all = { name: 'Name', message: 'message' };
  Error.captureStackTrace(all);
  const cut = {};
  Error.captureStackTrace(cut, inner);
  return [all.stack.split('\n'), cut.stack.split('\n')];
}

const [all, cut] = outer();
assert.strictEqual(all[0], 'Name: message');
assert.match(all[1], /^ {4}at inner \(/);
assert.match(all[2], /^ {4}at outer \(/);
assert.strictEqual(cut[0], 'Error');
assert.match(cut[1], /^ {4}at outer \(/);
assert.throws(() => Error.captureStackTrace(1), TypeError);
