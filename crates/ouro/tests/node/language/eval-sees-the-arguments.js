'use strict';
// eval: `arguments` is that of the function around the call, even one that never says it.
// ECMA-262 §10.2.11. Passes unchanged under node.

const assert = require('node:assert/strict');

function count() {
  return eval('arguments.length');
}
assert.equal(count(), 0);
assert.equal(count(1, 2), 2);
assert.equal(Function('return eval("arguments")[1]')('a', 'b'), 'b');

class Field {
  value = eval('1');
  text = (() => eval('this.value + 1'))();
}
assert.deepEqual({ ...new Field() }, { value: 1, text: 2 });
assert.throws(() => new (class { value = eval('arguments'); })(), SyntaxError);
assert.equal(((a = eval('3')) => a)(), 3);
