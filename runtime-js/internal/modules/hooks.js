'use strict';
// `module.registerHooks`: functions in front of the loaders. The JavaScript half of what
// crates/ouro-node/src/modules/records.rs asks of hooks. Node docs: Modules: `node:module` API.

const binding = internalBinding('modules');
const { codes } = internalBinding('errors');
const shared = require('internal/modules/cjs');
const { Module, loadFile } = shared;

const chain = [];
// Whether `module.register` put any hooks behind these.
let later = false;

/** Registers a pair of hooks; the last registered is asked first. */
function register(hooks) {
  const { resolve, load } = hooks;
  for (const [name, hook] of [['resolve', resolve], ['load', load]]) {
    if (hook !== undefined && typeof hook !== 'function') {
      throw new codes.ERR_INVALID_ARG_TYPE(`hooks.${name}`, 'function', hook);
    }
  }
  const entry = new ModuleHooks(resolve, load);
  chain.push(entry);
  install();
  return entry;
}

class ModuleHooks {
  constructor(resolve, load) {
    this.resolve = resolve;
    this.load = load;
  }

  deregister() {
    const index = chain.indexOf(this);
    if (index !== -1) chain.splice(index, 1);
    install();
  }
}

function install(registered = later) {
  later = registered;
  if (chain.length > 0 || later) binding.setHooks(resolveImport, loadImport);
  else binding.setHooks();
  if (chain.length > 0) {
    shared.hooks = { load, loadImported, resolveFilename };
  } else {
    shared.hooks = undefined;
  }
}

/** Asks the hooks of a kind, last to first, then `fallback`. */
function run(kind, value, context, fallback) {
  const call = (index, value, context) => {
    while (index >= 0 && chain[index][kind] === undefined) index--;
    if (index < 0) return fallback(value, context);
    let passedOn = false;
    const next = (nextValue = value, nextContext = undefined) => {
      passedOn = true;
      return call(index - 1, nextValue, { ...context, ...nextContext });
    };
    const result = chain[index][kind](value, context, next);
    if (result === null || typeof result !== 'object') {
      throw new codes.ERR_INVALID_RETURN_VALUE('an object', `${kind} hook`, result);
    }
    if (!passedOn && !result.shortCircuit) {
      throw new codes.ERR_INVALID_RETURN_PROPERTY_VALUE(
        'true', `${kind}`, 'shortCircuit', result.shortCircuit);
    }
    return result;
  };
  return call(chain.length - 1, value, context);
}

function conditions(kind) {
  const addons = binding.option('--no-addons') === undefined ? ['node-addons'] : [];
  return [kind, 'node', 'module-sync', ...addons, ...binding.options('--conditions')];
}

function resolveImport(specifier, parentURL, importAttributes) {
  const context = { conditions: conditions('import'), importAttributes, parentURL };
  return run('resolve', specifier, context, (specifier, context) =>
    later ? require('internal/modules/register').ask('resolve', specifier, context, byDefault) :
      byDefault(specifier, context));
}

function byDefault(specifier, { conditions, importAttributes, parentURL }) {
  const url = binding.resolveImport(specifier, parentURL, conditions);
  return { __proto__: null, url, format: binding.urlFormat(url), importAttributes };
}

function loadImport(resolved) {
  const { url, format, importAttributes } = resolved;
  const context = { conditions: conditions('import'), importAttributes, format };
  return run('load', url, context, (url, context) => {
    if (!later) return readURL(url, context);
    const { ask, checkFormat } = require('internal/modules/register');
    const loaded = ask('load', url, context, readURL);
    checkFormat(loaded, url);
    if (loaded.format === 'commonjs' && loaded.source != null && url.startsWith('file:')) {
      const { source } = loaded;
      shared.sources ??= new Map();
      shared.sources.set(
        nameOf(url), typeof source === 'string' ? source : Buffer.from(source).toString());
    }
    return loaded;
  });
}

function readURL(url, context) {
  const format = context.format ?? binding.urlFormat(url);
  return { __proto__: null, format, source: format === 'builtin' ? null : binding.readURL(url) };
}

function resolve(request, parent, isMain, options) {
  const filename = parent ? parent.filename : undefined;
  const context = {
    conditions: options?.conditions ?? conditions('require'),
    importAttributes: undefined,
    parentURL: filename && filename[0] === '/' ? binding.pathToURL(filename) : undefined,
  };
  return run('resolve', request, context, (request, context) => {
    if (request.startsWith('node:') && !binding.isBuiltin(request)) {
      throw new codes.ERR_UNKNOWN_BUILTIN_MODULE(request);
    }
    if (request.startsWith('file:')) request = binding.urlToPath(request);
    const found = Module._resolveFilename(request, parent, isMain, options);
    if (found[0] !== '/') return { url: found.startsWith('node:') ? found : `node:${found}`, format: 'builtin' };
    const url = binding.pathToURL(found);
    return { url, format: binding.urlFormat(url) };
  });
}

function nameOf(url) {
  return url.startsWith('file:') ? binding.urlToPath(url) : url;
}

function resolveFilename(request, parent, options) {
  const { url } = resolve(request, parent, false, options);
  // What is asked for as a builtin without its scheme is answered so.
  return url === `node:${request}` ? request : nameOf(url);
}

/** `Module._load` where hooks are registered. */
function load(request, parent, isMain) {
  return loadResolved(resolve(request, parent, isMain), parent, isMain);
}

/** `module.exports` of a file that an `import` has resolved. */
function loadImported(filename, isMain) {
  const url = binding.pathToURL(filename);
  return loadResolved({ url, format: binding.urlFormat(url) }, undefined, isMain);
}

// Unlike those of imports, sources of what is required are strings.
function readRequired(url, context) {
  const loaded = readURL(url, context);
  if (loaded.source !== null) loaded.source = loaded.source.toString();
  return loaded;
}

function loadResolved({ url, format }, parent, isMain) {
  if (binding.isBuiltin(url)) return binding.requireBuiltin(url);
  const filename = nameOf(url);
  return loadFile(filename, parent, isMain, undefined, (module) => {
    module.filename = filename;
    module.paths ??= Module._nodeModulePaths(module.path);
    const context = { conditions: conditions('require'), importAttributes: undefined, format };
    const loaded = run('load', url, context, readRequired);
    const { source } = loaded;
    const text = typeof source === 'string' ? source : source == null ? '' :
      Buffer.from(source).toString();
    if (loaded.format === 'json') {
      module.exports = JSON.parse(text);
    } else if (loaded.format === 'builtin') {
      module.exports = binding.requireBuiltin(url);
    } else {
      module._compile(text, filename, loaded.format ?? undefined);
    }
    module.loaded = true;
  });
}

module.exports = { conditions, install, register };
