'use strict';
// Modes are numbers or octal digits, flags numbers or known strings.
// Node docs: File modes, File system flags.
// Passes unchanged under node.

const assert = require('assert');
const fs = require('fs');
const text = "The argument 'mode' must be a 32-bit unsigned integer or an octal string. " +
  "Received 'zz'";
assert.throws(() => fs.chmodSync('x', 'zz'), { code: 'ERR_INVALID_ARG_VALUE', message: text });
assert.throws(() => fs.chmodSync('x', -1), {
  code: 'ERR_OUT_OF_RANGE',
  message: 'The value of "mode" is out of range. It must be >= 0 && <= 4294967295. Received -1',
});
assert.throws(() => fs.chmodSync('x', 2 ** 33), { message: /Received 8_589_934_592$/ });
assert.throws(() => fs.openSync('x', 'q'), {
  code: 'ERR_INVALID_ARG_VALUE', message: "The argument 'flags' is invalid. Received 'q'",
});
assert.throws(() => fs.closeSync(-1), { code: 'ERR_OUT_OF_RANGE' });
assert.throws(() => fs.closeSync('1'), { code: 'ERR_INVALID_ARG_TYPE' });
