'use strict';
// process.exitCode: whole numbers, as text too, null and undefined; all else is refused.

const assert = require('assert');

for (const [code, kept] of [[1, 1], ['2', 2], [null, undefined], [undefined, undefined], ['0', 0]]) {
  process.exitCode = code;
  assert.strictEqual(process.exitCode, kept);
}
const name = 'TypeError';
for (const code of ['', '1 one', {}, [], true, 2n]) {
  assert.throws(() => process.exitCode = code, { code: 'ERR_INVALID_ARG_TYPE', name });
}
for (const code of [2.1, Infinity, NaN]) {
  assert.throws(() => process.exitCode = code, { code: 'ERR_OUT_OF_RANGE', name: 'RangeError' });
}
process.exitCode = 0;
