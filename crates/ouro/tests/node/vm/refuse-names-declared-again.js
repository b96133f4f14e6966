'use strict';
// ECMA-262 §16.1.7 GlobalDeclarationInstantiation, in V8's words.

const assert = require('node:assert');
const vm = require('node:vm');

const context = vm.createContext();
vm.runInContext('let once = 1', context);
for (const text of ['let once', 'const once = 2', 'class once {}', 'var once']) {
  assert.throws(() => vm.runInContext(text, context), {
    name: 'SyntaxError', message: 'Identifier \'once\' has already been declared',
  });
}
assert.strictEqual(vm.runInContext('once', context), 1);
