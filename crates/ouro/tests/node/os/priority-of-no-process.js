'use strict';
// A process that is not there has no priority: a SystemError tells. Node docs: os.getPriority.

const assert = require('node:assert/strict');
const os = require('node:os');

assert.equal(typeof os.getPriority(), 'number');
assert.throws(() => os.getPriority(-1), (error) => {
  assert.equal(error.code, 'ERR_SYSTEM_ERROR');
  assert.equal(error.info.code, 'ESRCH');
  assert.equal(error.info.syscall, 'uv_os_getpriority');
  return true;
});
assert.throws(() => os.setPriority(0, 99), { code: 'ERR_OUT_OF_RANGE' });
