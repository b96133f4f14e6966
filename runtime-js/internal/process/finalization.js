'use strict';
// process.finalization: callbacks for objects that are still alive when the program ends.
// No Rust half. Node docs: process.finalization.

const { validateObject, validateFunction } = require('internal/validators');
const lists = { exit: new Set(), beforeExit: new Set() };
const registry = new FinalizationRegistry((entry) => lists[entry.event].delete(entry));
const installed = { exit: false, beforeExit: false };

function run(event) {
  for (const entry of lists[event]) {
    const object = entry.reference.deref();
    lists[event].delete(entry);
    if (object !== undefined) entry.callback.call(undefined, object, event);
  }
}

function add(event, object, callback) {
  validateObject(object, 'obj');
  validateFunction(callback, 'fn');
  if (!installed[event]) {
    installed[event] = true;
    process.on(event, () => run(event));
  }
  const entry = { event, callback, reference: new WeakRef(object) };
  lists[event].add(entry);
  registry.register(object, entry, object);
}

module.exports = {
  finalization: {
    register: (object, callback) => add('exit', object, callback),
    registerBeforeExit: (object, callback) => add('beforeExit', object, callback),
    unregister(object) {
      registry.unregister(object);
      for (const event in lists) {
        for (const entry of lists[event]) {
          if (entry.reference.deref() === object) lists[event].delete(entry);
        }
      }
    },
  },
};
