'use strict';
// eval: resources, and `using` and `async` as names, in direct and indirect calls and in Function.
// ECMA-262 §19.2.1; https://tc39.es/proposal-explicit-resource-management/. Passes under node.

const assert = require('node:assert/strict');

const log = [];
globalThis.resource = (name) => ({ name, [Symbol.dispose]() { log.push(name); } });
const indirect = eval;

assert.equal(eval('{ using a = resource(1); a.name }'), 1);
assert.equal(indirect('{ using a = resource(2); a.name }'), 2);
assert.equal(Function('using a = resource(3); return a.name')(), 3);
assert.deepEqual(log, [1, 2, 3]);

assert.equal(eval('var using = 4; using + 1'), 5);
assert.equal(indirect('var async = (x) => x; async(6)'), 6);
assert.equal(Function('using', 'return using')(7), 7);
assert.equal(eval('eval("var using = 8; using")'), 8);
assert.equal(Function('return eval("(async => async)(9)")')(), 9);
const local = 10;
assert.equal(eval('const async = (x) => x; async(local)'), 10);
assert.equal(eval(11), 11);
assert.equal(eval(), undefined);
assert.equal(eval('12', '13'), 12);
assert.equal(eval(...['14', '15']), 14);
assert.equal(String(() => eval('x')), "() => eval('x')");

const object = { eval: (text) => text };
assert.equal(object.eval('using'), 'using');
assert.equal(eval.name, 'eval');
assert.equal(eval.length, 1);

for (const run of [(text) => eval(text), indirect]) {
  assert.throws(() => run('using a = null'), SyntaxError);
  for (const [text, message] of [
    ['a b', "Unexpected identifier 'b'"],
    ['let a = ;', "Unexpected token ';'"],
    ['f(', 'Unexpected end of input'],
    ['return 1', 'Illegal return statement'],
    ['break', 'Illegal break statement'],
    ['"\n"', 'Invalid or unexpected token'],
    ['let a; let a', "Identifier 'a' has already been declared"],
  ]) {
    try {
      run(text);
      assert.fail(text);
    } catch (error) {
      assert.equal(error.message, message);
    }
  }
}
