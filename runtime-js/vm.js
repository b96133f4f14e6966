'use strict';
// node:vm: the JavaScript half of crates/ouro-node/src/vm.rs. Node docs: VM (executing JavaScript).

const binding = internalBinding('vm');
const { ERR_INVALID_ARG_TYPE } = require('internal/errors').codes;
const {
  validateArray, validateBoolean, validateInt32, validateObject, validateOneOf, validateString,
  validateStringArray, validateUint32,
} = require('internal/validators');

const { constants, contexts, hasModules, imports } = require('internal/vm/shared');

let names = 0;

function location(options) {
  if (typeof options === 'string') options = { filename: options };
  else validateObject(options, 'options');
  const { filename = 'evalmachine.<anonymous>', lineOffset = 0, columnOffset = 0 } = options;
  validateString(filename, 'options.filename');
  validateInt32(lineOffset, 'options.lineOffset');
  validateInt32(columnOffset, 'options.columnOffset');
  return { filename, lineOffset, columnOffset };
}

class Script {
  #source;
  #at;
  #main;
  #imports;
  #compiled = new WeakMap();

  /**
   * @param {string} code
   * @param {object | string} [options] filename, lineOffset, columnOffset
   */
  constructor(code, options = {}) {
    code = `${code}`;
    this.#at = location(options);
    if (typeof options !== 'string') {
      const { cachedData, produceCachedData = false } = options;
      if (cachedData !== undefined && !ArrayBuffer.isView(cachedData)) {
        throw new ERR_INVALID_ARG_TYPE(
          'options.cachedData', ['Buffer', 'TypedArray', 'DataView'], cachedData);
      }
      validateBoolean(produceCachedData, 'options.produceCachedData');
      this.#imports = imports(options, () => this);
      // The engine has no code cache: data that is given is refused, none is made.
      if (cachedData !== undefined) this.cachedDataRejected = true;
      if (produceCachedData) this.cachedDataProduced = false;
    }
    this.#source = code;
    // Names are declared in a context when the script is compiled for it, so not yet.
    binding.checkScript(code, this.#at.filename, this.#at.lineOffset, this.#at.columnOffset);
    const map = /\/\/[#@] sourceMappingURL=(\S+)\s*$/.exec(code);
    this.sourceMapURL = map === null ? undefined : map[1];
  }

  #compile(realm) {
    const { filename, lineOffset, columnOffset } = this.#at;
    return binding.compileScript(this.#source, filename, realm, lineOffset, columnOffset,
                                 this.#imports);
  }

  runInThisContext(options = {}) {
    validateRun(options);
    this.#main ??= this.#compile(undefined);
    return binding.runScript(this.#main, options.timeout, options.breakOnSigint, undefined,
                             options.displayErrors === false);
  }

  runInContext(contextified, options = {}) {
    const realm = realmOf(contextified);
    validateRun(options);
    let compiled = this.#compiled.get(realm);
    if (compiled === undefined) {
      compiled = this.#compile(realm);
      this.#compiled.set(realm, compiled);
    }
    return binding.runScript(compiled, options.timeout, options.breakOnSigint, realm,
                             options.displayErrors === false);
  }

  runInNewContext(contextObject, options = {}) {
    return this.runInContext(createContext(contextObject, contextOptions(options)), options);
  }
}

function validateRun(options) {
  validateObject(options, 'options');
  const { breakOnSigint, displayErrors, timeout } = options;
  if (breakOnSigint !== undefined) validateBoolean(breakOnSigint, 'options.breakOnSigint');
  if (displayErrors !== undefined) validateBoolean(displayErrors, 'options.displayErrors');
  if (timeout !== undefined) {
    validateUint32(timeout, 'options.timeout', true);
  }
}

function contextOptions(options) {
  validateObject(options, 'options');
  const { contextName, contextOrigin, contextCodeGeneration, microtaskMode } = options;
  if (contextName !== undefined) validateString(contextName, 'options.contextName');
  if (contextOrigin !== undefined) validateString(contextOrigin, 'options.contextOrigin');
  let codeGeneration;
  if (contextCodeGeneration !== undefined) {
    validateObject(contextCodeGeneration, 'options.contextCodeGeneration');
    const { strings, wasm } = contextCodeGeneration;
    if (strings !== undefined) {
      validateBoolean(strings, 'options.contextCodeGeneration.strings');
    }
    if (wasm !== undefined) validateBoolean(wasm, 'options.contextCodeGeneration.wasm');
    codeGeneration = contextCodeGeneration;
  }
  return { name: contextName, origin: contextOrigin, codeGeneration, microtaskMode };
}

function realmOf(contextified) {
  if (contextified === null || typeof contextified !== 'object') {
    throw new ERR_INVALID_ARG_TYPE('contextifiedObject', 'Object', contextified);
  }
  const realm = contexts.get(contextified);
  if (realm === undefined) {
    throw new ERR_INVALID_ARG_TYPE('contextifiedObject', 'vm.Context', contextified);
  }
  return realm;
}

function isContext(object) {
  validateObject(object, 'object', 2);
  return contexts.has(object);
}

/**
 * Makes an object the global object of a new realm.
 * @param {object} [contextObject]
 * @param {object} [options] name, origin, codeGeneration, microtaskMode
 */
function createContext(contextObject = {}, options = {}) {
  const plain = contextObject === constants.DONT_CONTEXTIFY;
  if (!plain) {
    validateObject(contextObject, 'contextObject', 2);
    if (contexts.has(contextObject)) return contextObject;
  }
  validateObject(options, 'options');
  const { name = `VM Context ${++names}`, origin, codeGeneration, microtaskMode } = options;
  validateString(name, 'options.name');
  if (origin !== undefined) validateString(origin, 'options.origin');
  if (codeGeneration !== undefined) {
    validateObject(codeGeneration, 'options.codeGeneration');
    const { strings = true, wasm = true } = codeGeneration;
    validateBoolean(strings, 'options.codeGeneration.strings');
    validateBoolean(wasm, 'options.codeGeneration.wasm');
  }
  if (microtaskMode !== undefined) {
    validateOneOf(microtaskMode, 'options.microtaskMode', ['afterEvaluate', undefined]);
  }
  const realm = binding.makeContext(
    plain ? undefined : contextObject, codeGeneration?.strings, microtaskMode === 'afterEvaluate');
  if (plain) contextObject = binding.globalOf(realm);
  contexts.set(contextObject, realm);
  return contextObject;
}

function runInContext(code, contextified, options = {}) {
  realmOf(contextified);
  validateString(code, 'code');
  const script = new Script(code, options);
  return script.runInContext(contextified, typeof options === 'string' ? {} : options);
}

function runInNewContext(code, contextObject, options = {}) {
  if (typeof options === 'string') options = { filename: options };
  return runInContext(code, createContext(contextObject, contextOptions(options)), options);
}

function runInThisContext(code, options = {}) {
  if (typeof options === 'string') options = { filename: options };
  return new Script(code, options).runInThisContext(options);
}

/**
 * Compiles a function body; `params` are the names of its parameters.
 */
function compileFunction(code, params, options = {}) {
  validateString(code, 'code');
  if (params !== undefined) validateStringArray(params, 'params');
  validateObject(options, 'options');
  const { cachedData, contextExtensions = [], parsingContext, produceCachedData = false } = options;
  const { filename = '', lineOffset, columnOffset } = location({ filename: '', ...options });
  if (cachedData !== undefined && !ArrayBuffer.isView(cachedData)) {
    throw new ERR_INVALID_ARG_TYPE(
      'options.cachedData', ['Buffer', 'TypedArray', 'DataView'], cachedData);
  }
  validateBoolean(produceCachedData, 'options.produceCachedData');
  if (parsingContext !== undefined &&
      (parsingContext === null || typeof parsingContext !== 'object' || !isContext(parsingContext))) {
    throw new ERR_INVALID_ARG_TYPE('options.parsingContext', 'Context', parsingContext);
  }
  validateArray(contextExtensions, 'options.contextExtensions');
  contextExtensions.forEach((extension, index) => {
    validateObject(extension, `options.contextExtensions[${index}]`, 1 | 2 | 4);
  });
  const answer = imports(options, () => made);
  const realm = parsingContext === undefined ? undefined : contexts.get(parsingContext);
  const names = (params ?? []).join(',');
  const compile = (text, parameters) =>
    binding.compileFunction(text, parameters, filename, realm, lineOffset, columnOffset, answer);
  let made = compile(code, names);
  if (contextExtensions.length === 0) return made;
  // The text is a body by itself, as the line above has seen: it cannot end this wrapper early.
  const scopes = contextExtensions.map((_, index) => `with(arguments[${index}])`).join('');
  made = compile(`${scopes}return function (${names}) {${code}\n}`, '')(...contextExtensions);
  return made;
}

function createScript(code, options) {
  return new Script(code, options);
}

module.exports = {
  Script,
  compileFunction,
  constants,
  createContext,
  createScript,
  isContext,
  runInContext,
  runInNewContext,
  runInThisContext,
};

if (hasModules) {
  for (const name of ['Module', 'SourceTextModule', 'SyntheticModule']) {
    Object.defineProperty(module.exports, name, {
      __proto__: null,
      configurable: true,
      enumerable: true,
      get: () => require('internal/vm/module')[name],
    });
  }
}
