'use strict';
// import(): a name of the CommonJS wrapper that an ES module uses is explained in the error that
// the import is rejected with. Node docs: Differences between ES modules and CommonJS.
// Passes unchanged under node.

const assert = require('node:assert/strict');
const fs = require('node:fs');
const { mustCall } = require('../testkit');
const { pathToFileURL } = require('node:url');
const { temporaryFolder } = require('../testkit');

const folder = temporaryFolder();
fs.writeFileSync(`${folder}/exports.mjs`, 'exports.a = 1;');
fs.writeFileSync(`${folder}/requires.mjs`, 'require("node:fs");');
fs.writeFileSync(`${folder}/other.mjs`, 'exports_.a = 1;');

const refused = (name, message) => assert.rejects(import(pathToFileURL(`${folder}/${name}.mjs`)), {
  name: 'ReferenceError', message,
});
Promise.all([
  refused('exports', 'exports is not defined in ES module scope'),
  refused('requires', 'require is not defined in ES module scope, you can use import instead'),
  refused('other', 'exports_ is not defined'),
]).then(mustCall());
