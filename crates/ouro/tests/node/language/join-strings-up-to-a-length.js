'use strict';
// `+` and templates: what would be longer than the longest string is a RangeError, and the variable
// that was to take it keeps its text. ECMA-262 §6.1.4; the limit is V8's.

const assert = require('node:assert/strict');

const tooLong = { name: 'RangeError', message: 'Invalid string length' };
const caught = (work) => {
  try {
    [0].forEach(work);
  } catch (error) {
    return error;
  }
};
const refused = (work) => assert.deepEqual({ ...tooLong }, pick(caught(work)));
const pick = (error) => ({ name: error?.name, message: error?.message });

let doubled = 'x';
refused(() => { while (true) doubled += doubled; });
assert.equal(doubled.length, 2 ** 28);
refused(() => { `${doubled}${doubled}`; });
refused(() => { doubled = doubled + 'y' + doubled; });
refused(() => `${doubled}${doubled}`);

const longest = 'a'.repeat(2 ** 29 - 24);
refused(() => longest + 'b');
assert.equal((longest + '').length, 2 ** 29 - 24);

// Scripts go on as before.
let calls = 0;
for (const _ of [1, 2, 3]) [0].forEach(() => calls++);
assert.equal(calls, 3);

Promise.reject(caught(() => longest + longest)).catch((error) => {
  assert.deepEqual(pick(error), tooLong);
});
