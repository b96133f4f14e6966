'use strict';
// require: bare names are looked for in every node_modules upwards. Node docs: Loading from
// node_modules folders.
// Passes unchanged under node.

const assert = require('node:assert/strict');
const fs = require('node:fs');
const { temporaryFolder } = require('../testkit');

const root = fs.realpathSync(temporaryFolder());
fs.mkdirSync(`${root}/node_modules/far`, { recursive: true });
fs.mkdirSync(`${root}/a/node_modules`, { recursive: true });
fs.writeFileSync(`${root}/node_modules/far/package.json`, '{"main": "lib"}');
fs.mkdirSync(`${root}/node_modules/far/lib`);
fs.writeFileSync(`${root}/node_modules/far/lib/index.js`, 'module.exports = "far"');
fs.writeFileSync(`${root}/a/node_modules/near.js`, 'module.exports = "near"');
fs.writeFileSync(`${root}/a/x.js`, 'module.exports = [require("far"), require("near"), module.paths[0]]');
assert.deepEqual(require(`${root}/a/x.js`), ['far', 'near', `${root}/a/node_modules`]);
