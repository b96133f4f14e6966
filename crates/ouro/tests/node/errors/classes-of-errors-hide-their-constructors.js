'use strict';
// The stack of an error of one's own class begins where it was made, not in the class; names that
// are not there yet are told from those that never will be.

const assert = require('assert');
const { spawnSync } = require('child_process');

class Own extends Error {
  constructor(message) {
    super(message);
    this.name = 'Own';
  }
}

class Further extends Own {}

function make(Class) {
  return new Class('m');
}

for (const Class of [Own, Further]) {
  const frames = make(Class).stack.split('\n');
  assert.match(frames[1], /^ {4}at make \(.*:18:10\)$/);
}

const early = () => later;
assert.throws(early, { name: 'ReferenceError', message: /^Cannot access 'later' before init/ });
const later = 1;
function outside() {
  { let inner; inner = 1; }
  return inner;
}
assert.throws(outside, { name: 'ReferenceError', message: 'inner is not defined' });

// The line of what nothing caught is that of the expression.
const program = `class Own extends Error { constructor() { super('own') } }
function fail() {
  throw new Own();
}
fail();`;
const { stderr } = spawnSync(process.execPath, ['-e', program], { encoding: 'utf8' });
assert.match(stderr, /:3\n {2}throw new Own\(\);\n {2}\^\n/);
const calls = 'const o = {};\n\nfunction f(a) {\n  return a.b.c(1);\n}\nf(o);';
const told = spawnSync(process.execPath, ['-e', calls], { encoding: 'utf8' }).stderr;
assert.match(told, /:4\n {2}return a\.b\.c\(1\);\n {13}\^\n/);
