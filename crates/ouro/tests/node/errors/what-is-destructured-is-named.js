'use strict';
// Destructuring null or undefined: the message names the first property and what it was asked of.

const assert = require('assert');

let u;
const o = {};
const nothing = () => u;

const says = (body, message) => assert.throws(body, { name: 'TypeError', message });
const lacks = (name, of, value = 'undefined') =>
  `Cannot destructure property '${name}' of '${of}' as it is ${value}.`;

says(() => { const { a } = u; return a; }, lacks('a', 'u'));
says(() => { const { a: b } = o.x; return b; }, lacks('a', 'o.x'));
says(() => { const { a } = nothing(); return a; }, lacks('a', 'nothing(...)'));
says(() => { let a; ({ a } = u); return a; }, lacks('a', 'u'));
says(() => { const { ...a } = u; return a; }, "Cannot destructure 'u' as it is undefined.");
says(() => { const { a = 1 } = u; return a; }, "Cannot read properties of undefined (reading 'a')");
says(() => (({ a, b }) => a + b)(), lacks('a', 'undefined'));
says(() => (function take(x, { y }) { return y; })(1), lacks('y', 'undefined'));
says(() => new (class { constructor({ a }) { this.a = a; } })(), lacks('a', 'undefined'));

class Box {
  open({ key }) { return key; }
}
try {
  new Box().open();
  assert.fail('nothing was thrown');
} catch (error) {
  assert.match(error.stack.split('\n')[1], /^ {4}at Box\.open \(.*:25:10\)$/);
}
