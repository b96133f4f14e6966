'use strict';
// fs.readFile: a signal that fires makes the end an AbortError.
// Node docs: fs.readFile, options.signal.
// Passes unchanged under node.

const assert = require('assert');
const fs = require('fs');
const { mustFail } = require('../testkit');
const aborted = AbortSignal.abort();
const refusal = { name: 'AbortError', code: 'ABORT_ERR' };
fs.readFile(__filename, { signal: aborted }, mustFail(refusal));
fs.promises.readFile(__filename, { signal: aborted }).then(assert.fail, mustFail(refusal));
const controller = new AbortController();
fs.readFile(__filename, { signal: controller.signal }, mustFail(refusal));
process.nextTick(() => controller.abort());
assert.throws(() => fs.readFile(__filename, { signal: 'no' }, () => {}), {
  code: 'ERR_INVALID_ARG_TYPE',
});
