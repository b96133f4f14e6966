'use strict';
// require.cache: a module is evaluated once, whatever link leads to it. Node docs: require.cache.
// Passes unchanged under node.

const assert = require('node:assert/strict');
const fs = require('node:fs');
const { temporaryFolder } = require('../testkit');

const folder = fs.realpathSync(temporaryFolder());
fs.writeFileSync(`${folder}/a.js`, 'module.exports = {}');
fs.symlinkSync(`${folder}/a.js`, `${folder}/b.js`);
const a = require(`${folder}/a`);
assert.equal(require(`${folder}/b.js`), a);
assert.equal(require.cache[`${folder}/a.js`].exports, a);
assert.equal(require.cache[`${folder}/a.js`].loaded, true);
delete require.cache[`${folder}/a.js`];
assert.notEqual(require(`${folder}/a.js`), a);
