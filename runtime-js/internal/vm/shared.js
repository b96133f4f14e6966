'use strict';
// What vm.js and its modules share: contexts, and how `import()` is answered.
// No Rust half. Node docs: VM, Support of dynamic import() in compilation APIs.

const { codes } = require('internal/errors');
const { validateFunction } = require('internal/validators');

// Sandbox → the realm made for it.
const contexts = new WeakMap();

const constants = Object.freeze({
  __proto__: null,
  USE_MAIN_CONTEXT_DEFAULT_LOADER: Symbol('vm_dynamic_import_main_context_default'),
  DONT_CONTEXTIFY: Symbol('vm_context_no_contextify'),
});

const hasModules = internalBinding('modules').option('--experimental-vm-modules') !== undefined;

/**
 * What the binding is told of `import()`: nothing, `true` for the main context's loader, or a
 * function (specifier, attributes) that promises a namespace. `referrer` gives what imports.
 */
function imports({ importModuleDynamically }, referrer) {
  if (importModuleDynamically === undefined) return undefined;
  if (importModuleDynamically === constants.USE_MAIN_CONTEXT_DEFAULT_LOADER) return true;
  validateFunction(importModuleDynamically, 'options.importModuleDynamically');
  if (!hasModules) {
    return async () => {
      throw new codes.ERR_VM_DYNAMIC_IMPORT_CALLBACK_MISSING_FLAG();
    };
  }
  return async (specifier, attributes) => {
    const { namespaceOf } = require('internal/vm/module');
    return namespaceOf(
      await importModuleDynamically(specifier, referrer(), attributes, 'evaluation'));
  };
}

module.exports = { constants, contexts, hasModules, imports };
