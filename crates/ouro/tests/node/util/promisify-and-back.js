'use strict';
// util.promisify and util.callbackify: values, errors, `this`, names and lengths.
// Node docs: util.promisify, util.callbackify. Passes unchanged under node.

const assert = require('assert');
const util = require('util');
const { mustCall } = require('../testkit');

function add(a, b, callback) {
  process.nextTick(callback, a < 0 ? new Error('negative') : null, this?.base ?? a + b);
}

const later = util.promisify(add);
assert.strictEqual(later.name, 'add');
assert.strictEqual(later.length, 3);
later(1, 2).then(mustCall((sum) => assert.strictEqual(sum, 3)));
later.call({ base: 9 }, 1, 2).then(mustCall((sum) => assert.strictEqual(sum, 9)));
assert.rejects(later(-1, 2), { message: 'negative' }).then(mustCall());
assert.strictEqual(util.promisify(later), later);

const back = util.callbackify(async (value) => {
  if (value === null) throw null;
  return value;
});
assert.strictEqual(back.length, 2);
back('x', mustCall((error, value) => assert.deepStrictEqual([error, value], [null, 'x'])));
back(null, mustCall((error) => {
  assert.strictEqual(error.code, 'ERR_FALSY_VALUE_REJECTION');
  assert.strictEqual(error.reason, null);
}));
assert.throws(() => util.promisify(1), { code: 'ERR_INVALID_ARG_TYPE' });
