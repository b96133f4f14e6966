'use strict';
// Node docs: util.inspect: functions of another realm are told apart as those of this one.

const assert = require('node:assert');
const { inspect, types } = require('node:util');
const vm = require('node:vm');

const context = vm.createContext();
for (const [text, shown] of [
  ['(function* g() {})', '[GeneratorFunction: g]'],
  ['(async function a() {})', '[AsyncFunction: a]'],
  ['(async function* ag() {})', '[AsyncGeneratorFunction: ag]'],
  ['(class A {})', '[class A]'],
  ['(() => {})', '[Function (anonymous)]'],
]) {
  assert.strictEqual(inspect(vm.runInContext(text, context)), shown);
}
assert(types.isGeneratorFunction(vm.runInContext('(function* () {})', context)));
assert(types.isAsyncFunction(vm.runInContext('(async () => {})', context)));
