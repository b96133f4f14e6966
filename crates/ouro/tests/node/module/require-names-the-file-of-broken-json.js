'use strict';
// require: broken JSON names its file. Node docs: Modules: CommonJS.
// Passes unchanged under node.

const assert = require('node:assert/strict');
const fs = require('node:fs');
const { temporaryFolder } = require('../testkit');

const file = `${fs.realpathSync(temporaryFolder())}/x.json`;
fs.writeFileSync(file, '\uFEFF{"a": [1]}');
assert.deepEqual(require(file), { a: [1] });
fs.writeFileSync(file, '{"a": ');
delete require.cache[file];
assert.throws(() => require(file), { name: 'SyntaxError', message: `${file}: Unexpected end of JSON input` });
