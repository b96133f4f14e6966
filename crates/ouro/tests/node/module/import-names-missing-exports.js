'use strict';
// import: a name that is not exported is a SyntaxError that says where. Node docs: Modules:
// ECMAScript modules.
// Passes unchanged under node.

const assert = require('node:assert/strict');
const fs = require('node:fs');
const { mustCall, temporaryFolder } = require('../testkit');

const folder = fs.realpathSync(temporaryFolder());
fs.writeFileSync(`${folder}/a.mjs`, 'export const a = 1');
fs.writeFileSync(`${folder}/c.cjs`, 'exports[`a`] = 1');
fs.writeFileSync(`${folder}/x.mjs`, '\nimport { a, b } from "./a.mjs"');
fs.writeFileSync(`${folder}/y.mjs`, 'import { a as d } from "./c.cjs"');
import(`${folder}/x.mjs`).then(assert.fail, mustCall((error) => {
  assert.equal(error.name, 'SyntaxError');
  assert.equal(error.message, "The requested module './a.mjs' does not provide an export named 'b'");
  assert.ok(error.stack.startsWith(`file://${folder}/x.mjs:2\nimport { a, b } from "./a.mjs"\n            ^\n`), error.stack);
}));
import(`${folder}/y.mjs`).then(assert.fail, mustCall((error) => {
  assert.match(error.message, /^Named export 'a' not found\. The requested module '\.\/c\.cjs' is a CommonJS module/);
  assert.match(error.message, /const \{ a: d \} = pkg;/);
}));
