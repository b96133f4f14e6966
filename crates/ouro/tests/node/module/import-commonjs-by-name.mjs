// import of CommonJS: names are read from the source. Node docs: CommonJS namespaces.
// Passes unchanged under node.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const { temporaryFolder } = require('../testkit');
const folder = temporaryFolder();
fs.writeFileSync(`${folder}/a.cjs`, 'exports.a = 1; Object.defineProperty(exports, "b", { value: 2 }); exports.default = 3;');
fs.writeFileSync(`${folder}/r.cjs`, 'module.exports = require("./a.cjs")');
const a = await import(`${folder}/a.cjs`);
assert.deepEqual(Object.keys(a), ['a', 'b', 'default', 'module.exports']);
assert.equal(a.default, require(`${folder}/a.cjs`));
assert.equal(a.default, a['module.exports']);
const { a: one, b: two } = await import(`${folder}/r.cjs`);
assert.deepEqual([one, two], [1, 2]);
