'use strict';
// util.getSystemErrorMap: errors of executable formats and file types are among them.
// Node docs: util.getSystemErrorMap. Passes unchanged under node.

const assert = require('node:assert/strict');
const os = require('node:os');
const util = require('node:util');

const map = util.getSystemErrorMap();
assert.deepEqual(map.get(-os.constants.errno.ENOEXEC), ['ENOEXEC', 'exec format error']);
assert.equal(util.getSystemErrorName(-os.constants.errno.ENOEXEC), 'ENOEXEC');
assert.deepEqual(map.get(-4028), ['EFTYPE', 'inappropriate file type or format']);
assert.equal(util.getSystemErrorMessage(-4028), 'inappropriate file type or format');

