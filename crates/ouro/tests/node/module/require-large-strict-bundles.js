'use strict';
// require: a bundle's functions are hoisted, and mean what they mean in a small file, whatever is
// done to compile many of them. ECMA-262 §10.2.11. Passes unchanged under node.

const assert = require('node:assert/strict');
const { writeFileSync } = require('node:fs');
const { join } = require('node:path');
const { temporaryFolder } = require('../testkit');

const folder = temporaryFolder();
const many = Array.from({ length: 400 }, (_, i) =>
  `function made${i}(a) {\n  return a + ${i} + '${'x'.repeat(1500)}'.length;\n}`).join('\n');

let files = 0;
const load = (text) => {
  const file = join(folder, `${files++}.js`);
  writeFileSync(file, text);
  return require(file);
};

for (const [head, tail] of [["'use strict';", ''], ['((module) => { "use strict";', '})(module);']]) {
  const plain = load(`${head}
module.exports = { early: made7(1), kind: typeof late, self: () => late(), thrower };
let counter = 0;
const fixed = made0.name;
function late() { return [++counter, fixed, typeof made399]; }
function thrower() { throw new Error('here'); }
${many}
${tail}`);
  assert.deepEqual([plain.early, plain.kind], [1508, 'function']);
  assert.deepEqual([plain.self(), plain.self()], [[1, 'made0', 'function'], [2, 'made0', 'function']]);
  try {
    plain.thrower();
  } catch (error) {
    assert.match(error.stack, /\d\.js:6:28\)/);
  }

  // Names that are a variable's and a function's both, or two functions'.
  const twice = load(`${head}
exports.before = both;
var both = 5;
function both() {}
function again() { return 1; }
function again() { return 2; }
for (var made3 of [7]);
exports.after = [both, again(), made3];
${many}
${tail}`.replaceAll('exports.', 'module.exports.'));
  assert.equal(typeof twice.before, 'function');
  assert.deepEqual(twice.after, [5, 2, 7]);
}
