'use strict';
// Warns of names read from a module that is still loading. No Rust half.
// Node docs: Modules: CommonJS modules, Cycles.

const { isProxy } = internalBinding('types');

const marked = new WeakSet();

const watch = new Proxy({ __proto__: null }, {
  get(target, name) {
    if (name in target || name === '__esModule') return target[name];
    warn(name);
    return undefined;
  },
  getOwnPropertyDescriptor(target, name) {
    if (Object.hasOwn(target, name) || name === '__esModule') {
      return Object.getOwnPropertyDescriptor(target, name);
    }
    warn(name);
    return undefined;
  },
});

function warn(name) {
  require('process').emitWarning(
    `Accessing non-existent property '${String(name)}' of module exports inside circular dependency`);
}

/**
 * The exports of a module that is still loading, as they are by now.
 * @param {object} module
 * @param {object} shared where the function that ends the watch is put
 * @returns {any}
 */
module.exports = function(module, shared) {
  const { exports } = module;
  if (exports !== null && typeof exports === 'object' && !isProxy(exports) &&
      Object.isExtensible(exports) &&
      Object.getPrototypeOf(exports) === Object.prototype && !exports.__esModule) {
    Object.setPrototypeOf(watch, Object.prototype);
    Object.setPrototypeOf(exports, watch);
    marked.add(exports);
    shared.undoCircular = undo;
  }
  return exports;
};

function undo(module) {
  const { exports } = module;
  if (exports !== null && typeof exports === 'object' && marked.has(exports)) {
    marked.delete(exports);
    Object.setPrototypeOf(exports, Object.prototype);
  }
}
