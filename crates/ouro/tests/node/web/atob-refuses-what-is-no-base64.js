'use strict';
// atob is forgiving of spaces only; btoa takes characters that are bytes. WHATWG HTML, Infra.

const assert = require('assert/strict');

assert.equal(atob(' Y Q = =\n'), 'a');
assert.equal(atob('YWI'), 'ab');
assert.equal(btoa('\xff\0'), '/wA=');
for (const wrong of ['*', 'YQ=', 'YQ===', '-_', 'Y', '\u0100']) {
  assert.throws(() => atob(wrong), { name: 'InvalidCharacterError', code: 5 });
}
assert.throws(() => btoa('\u0100'), { name: 'InvalidCharacterError' });
assert.throws(() => atob(), { code: 'ERR_MISSING_ARGS' });
