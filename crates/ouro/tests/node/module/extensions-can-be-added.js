'use strict';
// Module._extensions: programs may compile files of their own. Node docs: require.extensions.
// Passes unchanged under node.

const assert = require('node:assert/strict');
const fs = require('node:fs');
const Module = require('node:module');
const { temporaryFolder } = require('../testkit');

const folder = temporaryFolder();
fs.writeFileSync(`${folder}/x.shout`, 'hello');
fs.writeFileSync(`${folder}/y.b.shout`, 'long');
require.extensions['.shout'] = (module, filename) => {
  module._compile(`module.exports = ${JSON.stringify(fs.readFileSync(filename, 'utf8').toUpperCase())}`, filename);
};
Module._extensions['.b.shout'] = (module) => { module.exports = 'longer'; };
assert.equal(require(`${folder}/x`), 'HELLO');
assert.equal(require(`${folder}/y.b.shout`), 'longer');
