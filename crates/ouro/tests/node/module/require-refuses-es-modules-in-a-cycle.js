'use strict';
// require(esm): an ES module cannot be required while it is evaluated. Node docs:
// ERR_REQUIRE_CYCLE_MODULE.
// Passes unchanged under node.

const assert = require('node:assert/strict');
const fs = require('node:fs');
const { temporaryFolder } = require('../testkit');

const folder = temporaryFolder();
fs.writeFileSync(`${folder}/a.mjs`, 'import b from "./b.cjs"; export default b;');
fs.writeFileSync(`${folder}/b.cjs`, 'require("./a.mjs")');
assert.throws(() => require(`${folder}/a.mjs`), { code: 'ERR_REQUIRE_CYCLE_MODULE' });
