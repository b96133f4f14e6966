'use strict';
// node:async_hooks: the JavaScript half of crates/ouro-node/src/async_hooks.rs.
// Node docs: Async hooks, Asynchronous context tracking.

const binding = internalBinding('async_hooks');
const { codes } = require('internal/errors');
const { validateFunction, validateString } = require('internal/validators');

const asyncIdSymbol = Symbol('async_id_symbol');
const triggerSymbol = Symbol('trigger_async_id_symbol');
const frameSymbol = Symbol('context_frame');
const destroyedSymbol = Symbol('destroyed');

class AsyncResource {
  constructor(type, options = {}) {
    validateString(type, 'type');
    let trigger = options;
    let manual = false;
    if (typeof options !== 'number') {
      trigger = options.triggerAsyncId === undefined ?
        binding.executionAsyncId() : options.triggerAsyncId;
      manual = Boolean(options.requireManualDestroy);
    }
    if (!Number.isSafeInteger(trigger) || trigger < -1) {
      throw new codes.ERR_INVALID_ASYNC_ID('triggerAsyncId', trigger);
    }
    this[frameSymbol] = binding.frame();
    const asyncId = this[asyncIdSymbol] = binding.newAsyncId();
    this[triggerSymbol] = trigger;
    if (enabled.length === 0) return;
    if (type.length === 0) throw new codes.ERR_ASYNC_TYPE(type);
    binding.emitInit(asyncId, type, trigger, this);
    if (!manual && wants('destroy')) collected(this, asyncId);
  }

  runInAsyncScope(fn, thisArg, ...args) {
    return binding.runInScope(
      this[asyncIdSymbol], this[triggerSymbol], this, this[frameSymbol], fn, thisArg, args);
  }

  emitDestroy() {
    if (this[destroyedSymbol] !== undefined) this[destroyedSymbol].destroyed = true;
    binding.emitDestroy(this[asyncIdSymbol]);
    return this;
  }

  asyncId() {
    return this[asyncIdSymbol];
  }

  triggerAsyncId() {
    return this[triggerSymbol];
  }

  bind(fn, thisArg) {
    validateFunction(fn, 'fn');
    const resource = this;
    const bound = thisArg === undefined ?
      function(...args) {
        return resource.runInAsyncScope(fn, this, ...args);
      } :
      this.runInAsyncScope.bind(this, fn, thisArg);
    Object.defineProperty(bound, 'length', {
      configurable: true, enumerable: false, value: fn.length, writable: false,
    });
    return bound;
  }

  static bind(fn, type, thisArg) {
    type ||= fn.name;
    return new AsyncResource(type || 'bound-anonymous-fn').bind(fn, thisArg);
  }
}

let registry;

/** Emits destroy when a resource is collected, unless its owner did. */
function collected(resource, asyncId) {
  registry ??= new FinalizationRegistry((held) => {
    if (!held.destroyed) binding.emitDestroy(held.asyncId);
  });
  const held = { asyncId, destroyed: false };
  Object.defineProperty(resource, destroyedSymbol, { value: held });
  registry.register(resource, held);
}

class AsyncLocalStorage {
  #name = '';
  #defaultValue;

  constructor(options = {}) {
    require('internal/validators').validateObject(options, 'options');
    this.#defaultValue = options.defaultValue;
    if (options.name !== undefined) this.#name = `${options.name}`;
  }

  get name() {
    return this.#name;
  }

  getStore() {
    return binding.getStore.call(this, this.#defaultValue);
  }

  withScope(store) {
    const before = binding.frame();
    binding.enterWith.call(this, store);
    return {
      dispose() {
        binding.setFrame(before);
      },
      [Symbol.dispose]() {
        this.dispose();
      },
    };
  }

  static bind(fn) {
    return AsyncResource.bind(fn);
  }

  static snapshot() {
    return AsyncLocalStorage.bind((callback, ...args) => callback(...args));
  }
}

for (const name of ['disable', 'enterWith', 'run', 'exit']) {
  Object.defineProperty(AsyncLocalStorage.prototype, name, {
    configurable: true, enumerable: false, writable: true, value: binding[name],
  });
}

// The hooks that are enabled. The list is replaced, never changed, so that one that is being gone
// through stays as it is.
let enabled = [];
const NAMES = ['init', 'before', 'after', 'destroy', 'promiseResolve'];
const symbols = Object.fromEntries(NAMES.map((name) => [name, Symbol(name)]));

const wants = (name) => enabled.some((hook) => hook[symbols[name]] !== undefined);

/** A hook that throws ends the program, as nobody could catch it. */
function fatal(error) {
  if (typeof error === 'object' && error !== null && typeof error.stack === 'string') {
    process._rawDebug(error.stack);
  } else {
    process._rawDebug(String(error));
  }
  process.exit(1);
}

const emitters = Object.fromEntries(NAMES.map((name) => [name, (...args) => {
  const hooks = enabled;
  try {
    for (const hook of hooks) hook[symbols[name]]?.(...args);
  } catch (error) {
    fatal(error);
  }
}]));

function update() {
  const emitter = (name) => (wants(name) ? emitters[name] : undefined);
  binding.setHooks(emitter('init'), emitter('before'), emitter('after'), emitter('destroy'));
}

class AsyncHook {
  constructor(hooks) {
    for (const name of NAMES) this[symbols[name]] = hooks[name];
  }

  enable() {
    if (!enabled.includes(this)) {
      enabled = [...enabled, this];
      update();
    }
    return this;
  }

  disable() {
    if (enabled.includes(this)) {
      enabled = enabled.filter((hook) => hook !== this);
      update();
    }
    return this;
  }
}

function createHook(hooks) {
  for (const name of NAMES) {
    if (hooks[name] !== undefined && typeof hooks[name] !== 'function') {
      throw new codes.ERR_ASYNC_CALLBACK(`hook.${name}`);
    }
  }
  return new AsyncHook(hooks);
}

module.exports = {
  AsyncLocalStorage,
  createHook,
  executionAsyncId: binding.executionAsyncId,
  triggerAsyncId: binding.triggerAsyncId,
  executionAsyncResource: binding.executionAsyncResource,
  AsyncResource,
};
