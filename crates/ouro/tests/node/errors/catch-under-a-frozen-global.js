'use strict';
// A program may freeze the global object: what catches and disposes in modules loaded afterwards goes
// on, and has left no name there. Passes unchanged under node.

const assert = require('node:assert/strict');
const fs = require('node:fs');
const { createRequire } = require('node:module');
const { temporaryFolder } = require('../testkit');

const root = temporaryFolder();
fs.writeFileSync(`${root}/catches.js`, 'try { null.x } catch (e) { module.exports = e.message }');
fs.writeFileSync(`${root}/disposes.js`, 'const log = [];\n' +
  '{ using a = { [Symbol.dispose]() { log.push("a") } }; log.push("in") }\nmodule.exports = log;');
const from = createRequire(`${root}/x.js`);
for (const name of Object.getOwnPropertyNames(globalThis)) assert.match(name, /^[\w$]+$/);
Object.freeze(globalThis);
assert.equal(from('./catches.js'), 'Cannot read properties of null (reading \'x\')');
assert.deepEqual(from('./disposes.js'), ['in', 'a']);
