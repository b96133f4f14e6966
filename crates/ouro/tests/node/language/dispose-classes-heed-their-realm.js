'use strict';
// DisposableStack, AsyncDisposableStack, SuppressedError: a new target without a prototype gives what is
// made that of its own realm. ECMA-262 §10.1.14. Passes unchanged under node.

const assert = require('node:assert/strict');
const vm = require('node:vm');

const other = vm.createContext({});
const foreign = vm.runInContext('(function () {})', other);
foreign.prototype = null;
function local() {}
local.prototype = 3;
class Derived extends SuppressedError {}

for (const name of ['DisposableStack', 'AsyncDisposableStack', 'SuppressedError']) {
  const made = Reflect.construct(globalThis[name], [], foreign);
  assert.equal(Object.getPrototypeOf(made), vm.runInContext(name, other).prototype);
  const own = Reflect.construct(globalThis[name], [], local);
  assert.equal(Object.getPrototypeOf(own), globalThis[name].prototype);
}
assert.ok(new Derived(1, 2, 'text') instanceof Derived);
assert.equal(Object.getPrototypeOf(SuppressedError()), SuppressedError.prototype);
