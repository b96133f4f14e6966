'use strict';
// require(esm): the namespace, `module.exports` by name, a mark beside default. Node docs: Loading
// ECMAScript modules using require().
// Passes unchanged under node.

const assert = require('node:assert/strict');
const fs = require('node:fs');
const { temporaryFolder } = require('../testkit');

const folder = temporaryFolder();
const load = (name, text) => {
  fs.writeFileSync(`${folder}/${name}`, text);
  return require(`${folder}/${name}`);
};
assert.deepEqual({ ...load('a.mjs', 'export const a = 1') }, { a: 1 });
assert.deepEqual({ ...load('b.mjs', 'export default 2') }, { __esModule: true, default: 2 });
assert.equal(load('c.mjs', 'const it = 3; export { it as "module.exports" }'), 3);
assert.throws(() => load('d.mjs', 'await 1'), { code: 'ERR_REQUIRE_ASYNC_MODULE' });
