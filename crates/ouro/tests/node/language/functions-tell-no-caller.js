'use strict';
// caller and arguments: strict functions, and all that are no plain functions, refuse them; sloppy ones
// answer null where nothing calls them. Passes unchanged under node.

const assert = require('node:assert/strict');

const message = "'caller', 'callee', and 'arguments' properties may not be accessed on strict mode " +
  'functions or the arguments objects for calls to them';
const sloppy = Function('return 1');

assert.equal(sloppy.caller, null);
assert.equal(sloppy.arguments, null);
assert.equal(Object.hasOwn(sloppy, 'caller'), false);
Function('f', 'f.caller = 1; f.arguments = 2')(sloppy);
assert.equal(sloppy.caller, null);

const refusing = [
  function () {}, () => {}, class {}, function* () {}, async () => {}, sloppy.bind(), Math.max,
  Function.prototype, Object.create(sloppy), { method() {} }.method,
];
for (const value of refusing) {
  const key = typeof value === 'function' ? 'caller' : 'arguments';
  assert.throws(() => value[key], { name: 'TypeError', message });
}
assert.throws(() => (function () { return arguments.callee; })(), { name: 'TypeError', message });
assert.equal(Function('return arguments.callee.name')(), 'anonymous');
