'use strict';
// require.resolve: `paths` replace the folders looked in. Node docs: require.resolve.
// Passes unchanged under node.

const assert = require('node:assert/strict');
const fs = require('node:fs');
const { temporaryFolder } = require('../testkit');

const folder = fs.realpathSync(temporaryFolder());
fs.mkdirSync(`${folder}/node_modules`);
fs.writeFileSync(`${folder}/node_modules/here.js`, '');
fs.writeFileSync(`${folder}/there.js`, '');
assert.equal(require.resolve('here', { paths: [`${folder}/deep/er`] }), `${folder}/node_modules/here.js`);
assert.equal(require.resolve('./there', { paths: [folder] }), `${folder}/there.js`);
assert.equal(require.resolve('fs'), 'fs');
assert.equal(require.resolve.paths('fs'), null);
assert.deepEqual(require.resolve.paths('./x'), [__dirname]);
assert.throws(() => require.resolve('here'), { code: 'MODULE_NOT_FOUND' });
assert.throws(() => require.resolve('x', { paths: 1 }), { code: 'ERR_INVALID_ARG_VALUE' });
