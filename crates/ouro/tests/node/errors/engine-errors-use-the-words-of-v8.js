'use strict';
// Errors of the language itself say what V8 says, where the stack is shown.

const assert = require('assert');

function says(callback, header) {
  try {
    callback();
  } catch (error) {
    assert.strictEqual(error.stack.split('\n')[0], header);
    assert.strictEqual(String(error), header);
    return;
  }
  assert.fail(`no error: ${header}`);
}

const object = {};
let nothing;

says(() => nothing.field, "TypeError: Cannot read properties of undefined (reading 'field')");
says(() => null.field, "TypeError: Cannot read properties of null (reading 'field')");
says(() => object.absent.field = 1, "TypeError: Cannot set properties of undefined (setting 'field')");
says(() => object.absent(), 'TypeError: object.absent is not a function');
says(() => object.a.b, "TypeError: Cannot read properties of undefined (reading 'b')");
says(() => new object.absent(), 'TypeError: object.absent is not a constructor');
says(() => absent, 'ReferenceError: absent is not defined');
says(() => {
  const fixed = 1;
  fixed = 2;
}, 'TypeError: Assignment to constant variable.');
says(() => {
  early;
  let early = 1;
}, "ReferenceError: Cannot access 'early' before initialization");
says(() => new Array(-1), 'RangeError: Invalid array length');
says(() => decodeURIComponent('%'), 'URIError: URI malformed');
says(() => [].reduce((a) => a), 'TypeError: Reduce of empty array with no initial value');
