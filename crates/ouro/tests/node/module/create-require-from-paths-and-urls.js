'use strict';
// module.createRequire: absolute paths and file URLs. Node docs: module.createRequire.
// Passes unchanged under node.

const assert = require('node:assert/strict');
const { createRequire, isBuiltin, builtinModules, findPackageJSON } = require('node:module');

for (const from of [__filename, `file://${__filename}`, new URL(`file://${__filename}`)]) {
  assert.equal(createRequire(from)('../testkit'), require('../testkit'));
}
for (const wrong of ['x.js', 5, undefined, 'http://a/b']) {
  assert.throws(() => createRequire(wrong), { code: 'ERR_INVALID_ARG_VALUE' });
}
assert.equal(isBuiltin('fs') && isBuiltin('node:fs') && !isBuiltin('absent') && !isBuiltin(5), true);
assert.ok(builtinModules.includes('module'));
assert.throws(() => findPackageJSON('absent-package', __filename), { code: 'ERR_MODULE_NOT_FOUND' });
