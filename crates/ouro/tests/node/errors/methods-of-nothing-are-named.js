'use strict';
// Calling a method of null or undefined: the message names the method, and the stack its place.
// The engine places neither.

const assert = require('assert');

let u;
const o = {};

function thrown(body) {
  try {
    body();
  } catch (error) {
    return error;
  }
  return assert.fail('nothing was thrown');
}

function says(body, message, column) {
  const error = thrown(body);
  assert.strictEqual(error.message, message);
  if (column) assert.match(error.stack.split('\n')[1], new RegExp(`:${column}\\)?$`));
}

const read = (name) => `Cannot read properties of undefined (reading '${name}')`;

says(() => u.foo(), read('foo'), 14);
says(() => { if (o.a) u.bar(); return o.x.foo(1, 2); }, read('foo'), 43);
says(() => u['a b'](), read('a b'), 13);
says(() => u.a(() => 1).b().c, read('a'));
says(() => { const list = []; list.push(u.a(), o.b()); }, read('a'));
says(() => { throw u.error(); }, read('error'));
says(() => o.x
  .y
  .z(), read('y'));
says(() => o?.x.y, read('y'));
says(() => { o.x.y = 1; }, "Cannot set properties of undefined (setting 'y')", 20);
says(() => { o['x'].y = 1; }, "Cannot set properties of undefined (setting 'y')", 23);

// What can only be null is told apart.
says(() => 'abc'.match(/z/).index, "Cannot read properties of null (reading 'index')");
let nothing = null;
says(() => nothing.foo(), "Cannot read properties of null (reading 'foo')");
nothing = 1;

// Calls of what is no function, by V8's names for expressions.
says(() => o?.x(), 'o?.x is not a function');
says(() => (0, o.x)(), '(0 , o.x) is not a function');
says(() => new (class A {})().x(), '(intermediate value).x is not a function');
says(() => (u || o)(), '(u || o) is not a function');
says(() => 'it'.foo(), '"it".foo is not a function');
says(() => o.x`t`, 'o.x is not a function');
says(() => new o['x'](), 'o.x is not a constructor');
