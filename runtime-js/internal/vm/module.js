'use strict';
// vm.SourceTextModule and vm.SyntheticModule: the JavaScript half of
// crates/ouro-node/src/vm/module.rs. Node docs: VM, Class: `vm.Module`.

const binding = internalBinding('vm');
const { codes } = require('internal/errors');
const {
  validateBoolean, validateFunction, validateInt32, validateObject, validateString, validateUint32,
} = require('internal/validators');
const { inspect } = require('util');
const { isModuleNamespaceObject } = require('util').types;

const {
  ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE, ERR_INVALID_THIS, ERR_MODULE_LINK_MISMATCH,
  ERR_VM_MODULE_ALREADY_LINKED,
  ERR_VM_MODULE_CANNOT_CREATE_CACHED_DATA, ERR_VM_MODULE_DIFFERENT_CONTEXT,
  ERR_VM_MODULE_LINK_FAILURE, ERR_VM_MODULE_NOT_MODULE, ERR_VM_MODULE_STATUS,
} = codes;

const none = Symbol('no error');
const key = Symbol('made here');
let counts;

// `vm:module(N)`, counted by context.
function nextName(context) {
  counts ??= new WeakMap();
  context ??= counts;
  const count = counts.get(context) ?? 0;
  counts.set(context, count + 1);
  return `vm:module(${count})`;
}

// What vm.js shares: its contexts with their realms, and how `import()` is answered.
const { contexts, imports } = require('internal/vm/shared');

function check(value) {
  if (!Module.is(value)) throw new ERR_INVALID_THIS('Module');
}

class Module {
  #made;
  #context;
  #identifier;
  #status = 'unlinked';
  #error = none;
  #promise;
  #dependencies = [];
  #told = false;

  constructor(allowed, make, options) {
    if (allowed !== key) throw new TypeError('Module is not a constructor');
    const { context } = options;
    if (context !== undefined) {
      validateObject(context, 'context');
      if (!contexts.has(context)) {
        throw new ERR_INVALID_ARG_TYPE('options.context', 'vm.Context', context);
      }
    }
    const { identifier = nextName(context) } = options;
    validateString(identifier, 'options.identifier');
    this.#context = context;
    this.#identifier = identifier;
    this.#made = make(identifier, context && contexts.get(context), this);
  }

  static made(module) {
    return module.#made;
  }

  static is(value) {
    return typeof value === 'object' && value !== null && #made in value;
  }

  get identifier() {
    check(this);
    return this.#identifier;
  }

  get context() {
    check(this);
    return this.#context;
  }

  get namespace() {
    check(this);
    const { status } = this;
    if (status === 'unlinked' || status === 'linking') {
      throw new ERR_VM_MODULE_STATUS('must not be unlinked or linking');
    }
    return binding.moduleNamespace(this.#made);
  }

  get status() {
    check(this);
    if (this.#error !== none) return 'errored';
    if (this.#status !== 'evaluating') return this.#status;
    if (this.#promise === undefined) return 'evaluating';
    const settled = binding.settled(this.#promise);
    // V8 calls a module that waits evaluated.
    if (settled === undefined) return 'evaluated';
    if (settled[0]) this.#status = 'evaluated';
    else this.#error = settled[1];
    return this.status;
  }

  get error() {
    check(this);
    if (this.status !== 'errored') throw new ERR_VM_MODULE_STATUS('must be errored');
    return this.#error;
  }

  /** Finds, by `linker`, what the whole graph imports. */
  async link(linker) {
    check(this);
    validateFunction(linker, 'linker');
    const { status } = this;
    if (status === 'linked') throw new ERR_VM_MODULE_ALREADY_LINKED();
    if (status !== 'unlinked') throw new ERR_VM_MODULE_STATUS('must be unlinked');
    await this.#link(linker);
    this.#instantiate();
  }

  async #link(linker) {
    this.#status = 'linking';
    try {
      const requests = binding.moduleRequests(this.#made);
      const found = requests.map(async (request) => {
        const specifier = request[0];
        const { attributes } = describe(request);
        const module = await linker(specifier, this, { attributes, assert: attributes });
        if (!Module.is(module)) throw new ERR_VM_MODULE_NOT_MODULE();
        if (module.context !== this.context) throw new ERR_VM_MODULE_DIFFERENT_CONTEXT();
        if (module.status === 'errored') {
          throw new ERR_VM_MODULE_LINK_FAILURE(
            `request for '${specifier}' resolved to an errored module`, module.error);
        }
        if (module.status === 'unlinked') await module.#link(linker);
        return module;
      });
      this.#depend(await Promise.all(found));
    } catch (error) {
      this.#error = error;
      throw error;
    }
  }

  #depend(modules) {
    this.#dependencies = modules;
    this.#told = true;
    binding.linkModule(this.#made, modules.map(Module.made));
  }

  static depend(module, modules) {
    module.#depend(modules);
  }

  static instantiate(module) {
    module.#instantiate();
  }

  #instantiate() {
    const graph = this.#graph();
    for (const module of graph) {
      if (module.#told) continue;
      if (module !== this && binding.moduleRequests(module.#made).length === 0) continue;
      const { identifier } = module;
      const specifier = binding.moduleRequests(module.#made)[0]?.[0] ?? '';
      throw new ERR_VM_MODULE_LINK_FAILURE(
        `request for '${specifier}' can not be resolved on module '${identifier}' that is not linked`);
    }
    try {
      binding.instantiateModule(this.#made, graph.map(Module.made));
    } catch (error) {
      this.#error = error;
      throw error;
    }
    for (const module of graph) {
      if (module.#status === 'unlinked' || module.#status === 'linking') module.#status = 'linked';
    }
  }

  /** The modules that this one leads to, itself first. */
  #graph() {
    const found = [this];
    for (let index = 0; index < found.length; index++) {
      for (const module of found[index].#dependencies) {
        if (!found.includes(module)) found.push(module);
      }
    }
    return found;
  }

  /** Instantiates a synthetic module over the module that holds its values. */
  static settle(module, holder) {
    binding.linkModule(module.#made, [holder]);
    binding.instantiateModule(module.#made, [module.#made]);
    module.#told = true;
    module.#status = 'linked';
  }

  static waits(module) {
    return module.#graph().some((module) => binding.moduleWaits(module.#made));
  }

  /** Evaluates the graph: a promise, which is settled at once where nothing waits. */
  evaluate(options = {}) {
    try {
      check(this);
      validateObject(options, 'options');
      const { breakOnSigint = false, timeout } = options;
      if (timeout !== undefined) validateUint32(timeout, 'options.timeout', true);
      validateBoolean(breakOnSigint, 'options.breakOnSigint');
      if (!['linked', 'evaluating', 'evaluated', 'errored'].includes(this.status)) {
        throw new ERR_VM_MODULE_STATUS('must be one of linked, evaluated, or errored');
      }
    } catch (error) {
      return Promise.reject(error);
    }
    if (this.#promise !== undefined) return this.#promise;
    if (this.status === 'evaluating') {
      return Promise.reject(
        new ERR_VM_MODULE_STATUS('must be one of linked, evaluated, or errored'));
    }
    this.#status = 'evaluating';
    this.#promise = binding.evaluateModule(this.#made);
    const settle = () => {
      for (const module of this.#graph()) {
        if (module.#status !== 'linked') continue;
        module.#status = 'evaluating';
        module.#promise = binding.evaluateModule(module.#made);
      }
    };
    if (binding.settled(this.#promise) === undefined) this.#promise.then(settle, () => {});
    else if (this.status === 'evaluated') settle();
    return this.#promise;
  }

  [inspect.custom](depth, options) {
    if (typeof depth === 'number' && depth < 0) return this;
    let { constructor } = this;
    if (typeof constructor !== 'function') constructor = Module;
    const shown = { __proto__: { constructor } };
    shown.status = this.status;
    shown.identifier = this.identifier;
    shown.context = this.context;
    return inspect(shown, { ...options, customInspect: false });
  }
}

function describe(request) {
  const attributes = { __proto__: null };
  for (let index = 1; index < request.length; index += 2) {
    attributes[request[index]] = request[index + 1];
  }
  return { __proto__: null, specifier: request[0], attributes, phase: 'evaluation' };
}

class SourceTextModule extends Module {
  #requests;
  #specifiers;

  constructor(sourceText, options = {}) {
    validateString(sourceText, 'sourceText');
    validateObject(options, 'options');
    const {
      cachedData, columnOffset = 0, importModuleDynamically, initializeImportMeta, lineOffset = 0,
    } = options;
    validateInt32(lineOffset, 'options.lineOffset');
    validateInt32(columnOffset, 'options.columnOffset');
    if (initializeImportMeta !== undefined) {
      validateFunction(initializeImportMeta, 'options.initializeImportMeta');
    }
    if (cachedData !== undefined && !ArrayBuffer.isView(cachedData)) {
      throw new ERR_INVALID_ARG_TYPE(
        'options.cachedData', ['Buffer', 'TypedArray', 'DataView'], cachedData);
    }
    super(key, (identifier, realm, module) => binding.makeModule(
      sourceText, identifier, realm, lineOffset, columnOffset,
      initializeImportMeta && ((meta) => initializeImportMeta(meta, module)),
      imports({ importModuleDynamically }, () => module)), options);
  }

  get moduleRequests() {
    this.#requests ??= Object.freeze(binding.moduleRequests(Module.made(this)).map((request) => {
      const found = describe(request);
      Object.freeze(found.attributes);
      return Object.freeze(found);
    }));
    return this.#requests;
  }

  get dependencySpecifiers() {
    this.#specifiers ??= Object.freeze(this.moduleRequests.map(({ specifier }) => specifier));
    return this.#specifiers;
  }

  /** Says what each of `moduleRequests` leads to. */
  linkRequests(modules) {
    if (this.status !== 'unlinked') throw new ERR_VM_MODULE_STATUS('must be unlinked');
    if (!Array.isArray(modules)) throw new ERR_INVALID_ARG_TYPE('modules', 'Array', modules);
    const requests = this.moduleRequests;
    if (modules.length !== requests.length) {
      throw new ERR_MODULE_LINK_MISMATCH(
        `Expected ${requests.length} modules, got ${modules.length}`);
    }
    for (const module of modules) {
      if (!Module.is(module)) throw new ERR_VM_MODULE_NOT_MODULE();
      if (module.context !== this.context) throw new ERR_VM_MODULE_DIFFERENT_CONTEXT();
    }
    Module.depend(this, modules);
  }

  instantiate() {
    if (this.status !== 'unlinked') throw new ERR_VM_MODULE_STATUS('must be unlinked');
    Module.instantiate(this);
  }

  hasTopLevelAwait() {
    return binding.moduleWaits(Module.made(this));
  }

  hasAsyncGraph() {
    if (this.status === 'unlinked' || this.status === 'linking') {
      throw new ERR_VM_MODULE_STATUS('must be instantiated');
    }
    return Module.waits(this);
  }

  // The engine keeps no compiled code: the data says nothing.
  createCachedData() {
    const { status } = this;
    if (status === 'evaluating' || status === 'evaluated' || status === 'errored') {
      throw new ERR_VM_MODULE_CANNOT_CREATE_CACHED_DATA();
    }
    return Buffer.alloc(0);
  }
}

/**
 * A module whose exports are set from outside. It is two of the engine's: one holds the values
 * and a function to set them, the other passes the values on and calls `evaluateCallback`.
 */
class SyntheticModule extends Module {
  #names;
  #set;

  constructor(exportNames, evaluateCallback, options = {}) {
    if (!Array.isArray(exportNames) || exportNames.some((name) => typeof name !== 'string')) {
      throw new ERR_INVALID_ARG_TYPE('exportNames', 'Array of unique strings', exportNames);
    }
    exportNames.forEach((name, index) => {
      if (exportNames.indexOf(name, index + 1) !== -1) {
        throw new ERR_INVALID_ARG_VALUE(`exportNames.${name}`, name, 'is duplicated');
      }
    });
    validateFunction(evaluateCallback, 'evaluateCallback');
    validateObject(options, 'options');
    const names = exportNames.slice();
    const variables = names.map((_, index) => `v${index}`);
    const passed = names.map((name, index) => `v${index} as ${JSON.stringify(name)}`);
    let holder;
    super(key, (identifier, realm, module) => {
      holder = binding.makeModule(
        `var ${['v', ...variables].join()};export {${variables.join()}};` +
        `export function set(i, x) { switch (i) {${
          names.map((_, index) => `case ${index}: v${index} = x; break;`).join('')}} }`,
        `${identifier}#values`, realm, 0, 0);
      const made = binding.makeModule(
        `export {${passed.join()}} from 'values'; import.meta.evaluate();`, identifier, realm, 0, 0,
        (meta) => {
          meta.evaluate = () => {
            evaluateCallback.call(module);
          };
        });
      return made;
    }, options);
    this.#names = names;
    Module.settle(this, holder);
    binding.evaluateModule(holder);
    this.#set = binding.moduleNamespace(holder).set;
  }

  // It imports nothing of others.
  async link(linker) {
    validateFunction(linker, 'linker');
  }

  /** Sets what the module exports as `name`. */
  setExport(name, value) {
    if (!Module.is(this) || !(#set in this)) throw new ERR_INVALID_THIS('SyntheticModule');
    validateString(name, 'name');
    const index = this.#names.indexOf(name);
    if (index === -1) throw new ReferenceError(`Export '${name}' is not defined in module`);
    this.#set(index, value);
  }
}

function namespaceOf(module) {
  if (isModuleNamespaceObject(module)) return module;
  if (!Module.is(module)) throw new ERR_VM_MODULE_NOT_MODULE();
  if (module.status === 'errored') throw module.error;
  return module.namespace;
}

module.exports = { Module, SourceTextModule, SyntheticModule, namespaceOf };
