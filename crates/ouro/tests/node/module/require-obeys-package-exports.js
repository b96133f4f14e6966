'use strict';
// require: exports shield a package, conditions choose. Node docs: Package entry points.
// Passes unchanged under node.

const assert = require('node:assert/strict');
const fs = require('node:fs');
const { createRequire } = require('node:module');
const { temporaryFolder } = require('../testkit');

const root = fs.realpathSync(temporaryFolder());
const folder = `${root}/node_modules/p`;
fs.mkdirSync(folder, { recursive: true });
fs.writeFileSync(`${folder}/package.json`, JSON.stringify({
  name: 'p',
  exports: { '.': { import: './i.mjs', require: './r.js' }, './f/*': './*.js', './f/no': null },
  imports: { '#own': './own.js' },
}));
fs.writeFileSync(`${folder}/r.js`, 'module.exports = [require("#own"), require("p/f/own")]');
fs.writeFileSync(`${folder}/own.js`, 'module.exports = "own"');
const from = createRequire(`${root}/x.js`);
assert.deepEqual(from('p'), ['own', 'own']);
assert.equal(from.resolve('p/f/r'), `${folder}/r.js`);
assert.throws(() => from('p/own.js'), {
  code: 'ERR_PACKAGE_PATH_NOT_EXPORTED',
  message: `Package subpath './own.js' is not defined by "exports" in ${folder}/package.json`,
});
assert.throws(() => from('p/f/no'), { code: 'ERR_PACKAGE_PATH_NOT_EXPORTED' });
