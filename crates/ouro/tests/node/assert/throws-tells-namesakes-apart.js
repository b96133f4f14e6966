'use strict';
// assert.throws: an error of another class of the same name is told apart.
// Node docs: assert.throws. Passes unchanged under node.

const assert = require('node:assert/strict');

const Native = RangeError;
const refused = (thrown, received) => {
  let error;
  try {
    assert.throws(() => {
      throw thrown;
    }, Native);
  } catch (caught) {
    error = caught;
  }
  assert.equal(error.message,
               `The error is expected to be an instance of "RangeError". Received ${received}`);
};
{
  class RangeError extends Error {}
  refused(new RangeError('namesake'),
          'an error with identical name but a different prototype.\n\nError message:\n\nnamesake');
}
refused(new TypeError('other'), '"TypeError"\n\nError message:\n\nother');
refused(5, '"5"');
