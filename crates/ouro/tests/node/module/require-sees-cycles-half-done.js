'use strict';
// require: in a cycle the exports so far are seen. Node docs: Cycles.
// Passes unchanged under node.

const assert = require('node:assert/strict');
const fs = require('node:fs');
const { temporaryFolder } = require('../testkit');

const folder = temporaryFolder();
fs.writeFileSync(`${folder}/a.js`,
                 'exports.early = 1; exports.b = require("./b").seen; exports.late = 2;');
fs.writeFileSync(`${folder}/b.js`,
                 'const a = require("./a"); exports.seen = [a.early, Object.keys(a).length];');
assert.deepEqual(require(`${folder}/a.js`), { early: 1, b: [1, 1], late: 2 });
assert.equal(Object.getPrototypeOf(require(`${folder}/a.js`)), Object.prototype);
