'use strict';
// require: a missing module names who required it. Node docs: MODULE_NOT_FOUND.
// Passes unchanged under node.

const assert = require('node:assert/strict');

assert.throws(() => require('./absent'), {
  code: 'MODULE_NOT_FOUND',
  message: `Cannot find module './absent'\nRequire stack:\n- ${__filename}`,
  requireStack: [__filename],
});
assert.throws(() => require(''), { code: 'ERR_INVALID_ARG_VALUE' });
assert.throws(() => require(5), { code: 'ERR_INVALID_ARG_TYPE' });
assert.throws(() => require('node:absent'), { code: 'ERR_UNKNOWN_BUILTIN_MODULE' });
