'use strict';
// `module.register` and `--experimental-loader`: hooks that may answer later. The loader asks at
// once, so the program's loop turns until an answer is there; the hooks share its thread.
// The Rust half is `wait` in crates/ouro-node/src/modules/start.rs. Node docs: Modules:
// `node:module` API, Asynchronous customization hooks.

const binding = internalBinding('modules');
const { codes } = require('internal/errors');
const { validateObject, validateString } = require('internal/validators');

const chains = { resolve: [], load: [] };
const formats = ['addon', 'builtin', 'commonjs', 'json', 'module', 'wasm'];

/**
 * Loads a module of hooks and puts them in front of those registered before.
 * @param {string | URL} specifier
 * @param {string | URL} [parentURL] what `specifier` is relative to
 * @param {object} [options] parentURL, data, transferList
 */
function register(specifier, parentURL, options) {
  if (parentURL !== null && typeof parentURL === 'object' && !('href' in parentURL)) {
    options = parentURL;
    parentURL = options.parentURL;
  }
  let { data } = options ?? {};
  if (data !== undefined) {
    data = structuredClone(data, { transfer: options.transferList ?? [] });
  }
  const base = parentURL === undefined ? 'data:' : `${parentURL}`;
  // No call with an error inside may stand among another's arguments: the engine (Boa 0.22) leaves
  // slots on its stack where native code catches what several functions passed on.
  const imported = binding.importModule(`${specifier}`, base);
  const { initialize, load, resolve } = binding.wait(imported);
  const place = binding.resolveImport(`${specifier}`, base);
  if (typeof initialize === 'function') {
    const done = Promise.resolve(initialize(data));
    binding.wait(done);
  }
  for (const [kind, hook] of [['resolve', resolve], ['load', load]]) {
    if (typeof hook === 'function') chains[kind].push({ hook, name: `${place} '${kind}'` });
  }
  require('internal/modules/hooks').install(true);
}

/** Asks the hooks of a kind, the last registered first, and waits for the answer. */
function ask(kind, value, context, fallback) {
  const chain = chains[kind];
  if (chain.length === 0) return fallback(value, context);
  context = { ...context, importAttributes: { ...context.importAttributes } };
  const answer = step(kind, chain.length - 1, value, context, fallback);
  return binding.wait(answer);
}

async function step(kind, index, value, context, fallback) {
  if (index < 0) return fallback(value, context);
  const { hook, name } = chains[kind][index];
  const nextName = kind === 'resolve' ? 'nextResolve' : 'nextLoad';
  let passedOn = false;
  const next = { async [nextName](nextValue = value, nextContext = undefined) {
    const place = `${name} hook's ${nextName}()`;
    checkValue(kind, nextValue, place);
    if (nextContext) validateObject(nextContext, `${place} context`);
    passedOn = true;
    return step(kind, index - 1, nextValue, { ...context, ...nextContext }, fallback);
  } }[nextName];
  const result = await hook(value, context, next);
  if (result === null || typeof result !== 'object') {
    throw new codes.ERR_INVALID_RETURN_VALUE('an object', `${name} hook's ${nextName}()`, result);
  }
  if (!passedOn && !result.shortCircuit) throw new codes.ERR_LOADER_CHAIN_INCOMPLETE(name);
  checkResult(kind, result, name);
  return result;
}

function checkValue(kind, value, place) {
  if (kind === 'resolve') {
    validateString(value, `${place} specifier`);
  } else if (typeof value !== 'string') {
    throw new codes.ERR_INVALID_ARG_TYPE(`${place} url`, 'string', value);
  } else if (!URL.canParse(value)) {
    throw new codes.ERR_INVALID_ARG_VALUE(`${place} url`, value, 'should be a URL string');
  }
}

function checkResult(kind, { format, source, url }, name) {
  const wrong = (expected, property, value) =>
    new codes.ERR_INVALID_RETURN_PROPERTY_VALUE(expected, name, property, value);
  if (kind === 'resolve') {
    if (typeof url !== 'string' || !URL.canParse(url)) throw wrong('a URL string', 'url', url);
    if (format != null && typeof format !== 'string') throw wrong('a string', 'format', format);
    return;
  }
  if (format != null && typeof format !== 'string') throw wrong('a string', 'format', format);
  if (source != null && typeof source !== 'string' && !ArrayBuffer.isView(source) &&
      !(source instanceof ArrayBuffer) && !(source instanceof SharedArrayBuffer)) {
    throw wrong('a string, an ArrayBuffer, or a TypedArray', 'source', source);
  }
}

/** What the hooks together say of a module: a format that can be evaluated. */
function checkFormat({ format }, url) {
  if (format != null && !formats.includes(format)) {
    throw new codes.ERR_UNKNOWN_MODULE_FORMAT(format, url);
  }
}

/** `--experimental-loader`: registers what the command line names. */
function registerLoaders(specifiers) {
  const process = require('process');
  const first = specifiers.map((specifier) =>
    `register(${JSON.stringify(specifier)}, pathToFileURL("./"));`).join(' ');
  process.emitWarning(
    '`--experimental-loader` may be removed in the future; instead use `register()`:\n' +
    '--import \'data:text/javascript,import { register } from "node:module"; ' +
    `import { pathToFileURL } from "node:url"; ${first}'`, 'ExperimentalWarning');
  const base = binding.pathToURL(`${process.cwd()}/`);
  for (const specifier of specifiers) register(specifier, base);
}

module.exports = { ask, checkFormat, register, registerLoaders };
