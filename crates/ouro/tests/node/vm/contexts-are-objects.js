'use strict';
// vm.isContext, vm.createContext: null and functions are no objects to them; arrays are.
// Node docs: vm.createContext. Passes unchanged under node.

const assert = require('node:assert/strict');
const vm = require('node:vm');

for (const refused of [null, undefined, 'text', 5, () => {}]) {
  assert.throws(() => vm.isContext(refused), { code: 'ERR_INVALID_ARG_TYPE' });
  if (refused === undefined) continue;
  assert.throws(() => vm.createContext(refused), { code: 'ERR_INVALID_ARG_TYPE' });
}
for (const taken of [{}, []]) {
  assert.equal(vm.isContext(taken), false);
  assert.equal(vm.createContext(taken), taken);
  assert.equal(vm.isContext(taken), true);
}
