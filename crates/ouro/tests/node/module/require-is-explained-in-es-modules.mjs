// A CommonJS name in an ES module is explained. Node docs: Differences between ES modules and
// CommonJS.
// Passes unchanged under node.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const { temporaryFolder } = require('../testkit');
const file = `${temporaryFolder()}/x.mjs`;
fs.writeFileSync(file, 'exports.a = 1');
assert.throws(() => require(file), {
  name: 'ReferenceError',
  message: 'exports is not defined in ES module scope',
});
