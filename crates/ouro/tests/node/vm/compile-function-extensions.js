'use strict';
// vm.compileFunction: names of contextExtensions are seen by the body, the later before the earlier,
// and a text that closes the function itself is refused. Node docs: vm.compileFunction.

const assert = require('assert');
const vm = require('vm');

const sum = vm.compileFunction('return a + b + c', ['c'], {
  contextExtensions: [{ a: 1, b: 1 }, { b: 10 }],
});
assert.strictEqual(sum(100), 111);
assert.throws(() => vm.compileFunction('}); evil(); (function () {'), SyntaxError);
assert.throws(
  () => vm.compileFunction('', [], { contextExtensions: [1] }),
  { code: 'ERR_INVALID_ARG_TYPE' },
);
