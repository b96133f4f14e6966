'use strict';
// The global scope of a session of node:repl: its own context of vm, or the program's.
// The JavaScript half of crates/ouro-node/src/repl.rs. Node docs: REPL, Global and local scope.

const { Module, requireOf } = require('internal/modules/cjs');

function hidden(value) {
  return { __proto__: null, configurable: true, enumerable: false, writable: true, value };
}

// Modules are looked for from where the program was when sessions were first asked for.
const paths = Module._nodeModulePaths(process.cwd());

/** Builtin modules by their names, loaded when they are first read. */
function addLibraries(object, names) {
  const require_ = requireOf(new Module('<REPL>'));
  for (const name of names) {
    if (name.startsWith('_') || name.includes('/') || name.includes(':')) continue;
    if (Object.hasOwn(object, name) && !('get' in Object.getOwnPropertyDescriptor(object, name))) {
      continue;
    }
    const set = (value) => {
      Object.defineProperty(object, name, { ...hidden(value), enumerable: true });
    };
    const get = () => {
      const library = require_(name);
      const known = () => library;
      Object.defineProperty(object, name, {
        __proto__: null, configurable: true, enumerable: false, get: known, set,
      });
      trusted.add(known);
      return library;
    };
    trusted.add(get);
    Object.defineProperty(object, name, {
      __proto__: null, configurable: true, enumerable: false, get, set,
    });
  }
}

// Getters that may be run to look at a value: they load what is the runtime's own.
const trusted = new WeakSet();

/** The context of a session, filled. */
function createContext(server, names) {
  let context = globalThis;
  if (!server.useGlobal) {
    const vm = require('vm');
    context = vm.createContext();
    const own = new Set(vm.runInContext('Object.getOwnPropertyNames(globalThis)', context));
    for (const name of Object.getOwnPropertyNames(globalThis)) {
      if (own.has(name)) continue;
      const property = Object.getOwnPropertyDescriptor(globalThis, name);
      if (property.get !== undefined) {
        // What is loaded when first read is loaded there.
        if (!property.configurable) continue;
        property.get = () => globalThis[name];
        trusted.add(property.get);
        property.set &&= (value) => {
          Object.defineProperty(context, name, { ...hidden(value), enumerable: true });
        };
      }
      Object.defineProperty(context, name, property);
    }
    context.global = context;
    const { Console } = require('console');
    Object.defineProperty(context, 'console', hidden(new Console(server.output)));
  }
  const module = new Module('<repl>');
  module.paths = [...paths, ...Module.globalPaths];
  Object.defineProperty(context, 'module', hidden(module));
  Object.defineProperty(context, 'require', hidden(requireOf(module)));
  addLibraries(context, names);
  return context;
}

module.exports = { createContext, hidden, trusted };
