'use strict';
// Module.wrapper: a program may change the wrapper. Node: undocumented, used by test tools.
// Passes unchanged under node.

const assert = require('node:assert/strict');
const fs = require('node:fs');
const Module = require('node:module');
const { temporaryFolder } = require('../testkit');

const file = `${temporaryFolder()}/x.js`;
fs.writeFileSync(file, 'exports.extra = extra;');
assert.equal(Module.wrap('x'), `${Module.wrapper[0]}x${Module.wrapper[1]}`);
Module.wrapper[0] += 'const extra = 7; ';
assert.equal(require(file).extra, 7);
