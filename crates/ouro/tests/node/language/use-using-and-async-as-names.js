'use strict';
// `using` and `async` are names like others.
const assert = require('assert');

function using(using) { return using + 1; }
assert.strictEqual(using(1), 2);
const object = { using, async: 5, f: async => async * 2 };
assert.strictEqual(object.using(2), 3);
assert.strictEqual(object.f(object.async), 10);
{
  const { using, f: async } = object;
  assert.strictEqual(using(4), async(1) + 3);
}
class A { using = 1; static using() { return 'static'; } get async() { return this.using; } }
assert.strictEqual(A.using() + new A().async, 'static1');
exports.using = using;
assert.deepStrictEqual(Object.keys(exports), ['using']);
