'use strict';
// RegExp.prototype[Symbol.replace]: an accessor for a flag that a script replaced is asked.
// ECMA-262 §22.2.6.11. Passes unchanged under node.

const assert = require('node:assert/strict');

assert.ok(/^\p{space}\p{White_Space}$/u.test('  '));
for (const flag of ['unicode', 'ignoreCase', 'sticky', 'hasIndices']) {
  const before = Object.getOwnPropertyDescriptor(RegExp.prototype, flag);
  let asked = 0;
  Object.defineProperty(RegExp.prototype, flag, {
    configurable: true,
    get() {
      asked++;
      return before.get.call(this);
    },
  });
  assert.equal('abba'.replace(/a/g, 'c'), 'cbbc');
  assert.deepEqual('abba'.match(/a/g), ['a', 'a']);
  Object.defineProperty(RegExp.prototype, flag, before);
  assert.ok(asked > 0, flag);
}
