'use strict';
// A class has its source as its text.
const assert = require('assert');

class A { constructor(a) { this.a = a; } m() { return 1; } static s() {} get g() { return 2; } }
class B extends A { m() { return '}'; } }
const C = class { /* } */ x = 1; };
const o = { D: class extends B { other() {} } };
function local() { class A { m() { return 'local'; } } return A; }

assert.strictEqual(
  String(A),
  'class A { constructor(a) { this.a = a; } m() { return 1; } ' +
  'static s() {} get g() { return 2; } }',
);
assert.strictEqual(B.toString(), "class B extends A { m() { return '}'; } }");
assert.strictEqual(`${C}`, 'class { /* } */ x = 1; }');
assert.strictEqual(`${o.D}`, 'class extends B { other() {} }');
assert.strictEqual(`${local()}`, "class A { m() { return 'local'; } }");
assert.match(String((0, eval)('class E {}; E')), /^class E/);
assert.match(Function.prototype.toString.call(Map), /^function Map\(\) \{ \[native code\] \}$/);
assert.throws(() => Function.prototype.toString.call({}), TypeError);
