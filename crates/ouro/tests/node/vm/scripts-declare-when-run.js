'use strict';
// vm.Script: compiling declares nothing in the main context; running does.
// Node docs: new vm.Script. Passes unchanged under node.

const assert = require('node:assert/strict');
const vm = require('node:vm');

const first = new vm.Script('const declaredOnce = 1; declaredOnce');
const second = new vm.Script('const declaredOnce = 2; declaredOnce');
assert.equal(first.runInNewContext(), 1);
assert.equal(second.runInNewContext(), 2);
assert.equal(second.runInThisContext(), 2);
assert.throws(() => new vm.Script('const ='), SyntaxError);
