'use strict';
// A file that nothing declares is what its syntax says. Node docs: Syntax detection.
// Passes unchanged under node.

const assert = require('node:assert/strict');
const fs = require('node:fs');
const { temporaryFolder } = require('../testkit');

const folder = temporaryFolder();
const kind = (name, text) => {
  fs.writeFileSync(`${folder}/${name}`, text);
  return require(`${folder}/${name}`).kind;
};
assert.equal(kind('a.js', 'exports.kind = typeof require // import "a"'), 'function');
assert.equal(kind('b.js', 'export const kind = typeof require'), 'undefined');
assert.equal(kind('c.js', 'const module = 1; const it = typeof require; (() => {})(); export { it as kind }'), 'undefined');
assert.equal(kind('d', '#!/bin/x\nexport const kind = typeof exports'), 'undefined');
assert.throws(() => kind('e.js', 'const exports = 1;\nreturn 2'), { name: 'SyntaxError' });
