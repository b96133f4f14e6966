'use strict';
// CommonJS: how files are found, and what is not plain JavaScript. The JavaScript half of
// crates/ouro-node/src/modules/lookup.rs. Node docs: Modules: CommonJS modules, All together.

const binding = internalBinding('modules');
const shared = require('internal/modules/cjs');
const { Module, parents, snapshots } = shared;

// ES modules that a `require` is evaluating.
const evaluating = new WeakSet();
let globals;

function globalFolders() {
  if (globals === undefined) Module.globalPaths = (globals = binding.initPaths()).slice();
  return globals;
}

function _initPaths() {
  globals = undefined;
  globalFolders();
}

function _resolveLookupPaths(request, parent) {
  if (binding.isBuiltin(request)) return null;
  if (!/^\.(?:$|\.?\/|\.$)/.test(request)) {
    const paths = parent && parent.paths && parent.paths.length ? parent.paths : [];
    const all = paths.concat(globalFolders());
    return all.length > 0 ? all : null;
  }
  if (!parent || !parent.id || !parent.filename) return ['.'];
  return [binding.dirname(parent.filename)];
}

function _findPath(request, paths, isMain = false, conditions) {
  const absolute = request[0] === '/';
  if (!absolute && (!paths || paths.length === 0)) return false;
  const key = absolute ? `${request}\0` : `${request}\0${paths.join('\0')}`;
  const known = Module._pathCache[key];
  if (known) return known;
  const extensions = Object.keys(Module._extensions);
  const filename = binding.findPath(request, absolute ? [] : paths, isMain, extensions, conditions);
  if (filename) Module._pathCache[key] = filename;
  return filename;
}

function _resolveFilename(request, parent, isMain, options) {
  if (binding.isBuiltin(request)) return request;
  const conditions = options?.conditions;
  let paths;
  if (options?.paths !== undefined) {
    paths = require('internal/modules/statics').lookupPaths(Module, request, options.paths);
  } else {
    paths = Module._resolveLookupPaths(request, parent);
  }
  const first = request[0];
  if (first !== '.' && first !== '/') {
    // A session, and what is preloaded, belong to the package of the folder they are in.
    const isOfFolder = parent && (parent.id === '<repl>' || parent.id === 'internal/preload');
    const from = parent && (parent.filename || (isOfFolder ? `${process.cwd()}/.` : undefined));
    const special = binding.special(request, from || undefined, conditions);
    if (special !== undefined) return special;
  }
  const filename = Module._findPath(request, paths, isMain, conditions);
  if (filename) return filename;
  // What may not be looked for is refused rather than missing.
  if (process.permission && (first === '.' || first === '/')) {
    const folder = parent?.filename ? binding.dirname(parent.filename) : process.cwd();
    internalBinding('fs').grantRead(require('path').resolve(folder, request));
  }
  const requireStack = [];
  for (let cursor = parent; cursor; cursor = parents.get(cursor)) {
    requireStack.push(cursor.filename || cursor.id);
  }
  let message = `Cannot find module '${request}'`;
  if (requireStack.length > 0) message += `\nRequire stack:\n- ${requireStack.join('\n- ')}`;
  const error = new Error(message);
  error.code = 'MODULE_NOT_FOUND';
  error.requireStack = requireStack;
  throw error;
}

// Reading what a module that is still loading has not exported yet gives a warning.
function circular(module, parent) {
  // An ES module on its way: it must not be seen half evaluated, and the error says so.
  if (evaluating.has(module)) {
    binding.requireModule(module.filename, undefined, (parents.get(module) ?? parent)?.filename);
  }
  return require('internal/modules/circular')(module, shared);
}

function refuseId(id) {
  const { codes } = internalBinding('errors');
  throw id === '' ?
    new codes.ERR_INVALID_ARG_VALUE('id', id, 'must be a non-empty string') :
    new codes.ERR_INVALID_ARG_TYPE('id', 'string', id);
}

function checkRequest(request) {
  if (typeof request !== 'string') {
    throw new (internalBinding('errors').codes.ERR_INVALID_ARG_TYPE)('request', 'string', request);
  }
}

/** `require.resolve` of a module. */
function resolve(module, request, options) {
  checkRequest(request);
  return shared.hooks === undefined ? Module._resolveFilename(request, module, false, options) :
    shared.hooks.resolveFilename(request, module, options);
}

/** `require.resolve.paths` of a module. */
function paths(module, request) {
  checkRequest(request);
  return Module._resolveLookupPaths(request, module);
}

// Node docs: Loading ECMAScript modules using require().
function fromModule(module, filename, content) {
  if (binding.option('--no-experimental-require-module') !== undefined ||
      binding.option('--no-require-module') !== undefined) {
    require('internal/modules/statics').refuse(filename, parents.get(module)?.filename, content);
  }
  if (module === shared.mainModule) {
    // The program itself turned out to be an ES module: it may wait, and nobody waits for it here.
    shared.mainModule = undefined;
    require('internal/modules/entry').importMain(filename);
    return;
  }
  const mode = binding.option('--trace-require-module');
  if (mode !== undefined) {
    require('internal/modules/statics').trace(mode, filename, parents.get(module)?.filename);
  }
  evaluating.add(module);
  const namespace = binding.requireModule(filename, content, parents.get(module)?.filename);
  evaluating.delete(module);
  if (Object.hasOwn(namespace, 'module.exports')) {
    module.exports = namespace['module.exports'];
  } else if (Object.hasOwn(namespace, 'default') && !Object.hasOwn(namespace, '__esModule')) {
    module.exports = binding.requireFacade(filename);
  } else {
    module.exports = namespace;
  }
}

function parseJSON(filename, text) {
  try {
    return JSON.parse(text);
  } catch (error) {
    error.message = `${filename}: ${error.message}`;
    throw error;
  }
}

function refuseAddon(filename) {
  const error = new Error(`Native add-ons cannot be loaded: '${filename}'`);
  error.code = 'ERR_DLOPEN_FAILED';
  throw error;
}

function loadTypeScript(module, filename, extension) {
  let format = extension === '.mts' ? 'module' : 'commonjs';
  if (extension === '.ts') format = binding.declaredFormat(filename);
  format = format === undefined ? 'typescript' : `${format}-typescript`;
  module._compile(binding.readText(filename), filename, format);
}

/** What the format of a module is called once its types are erased. */
function stripped(format) {
  return format === 'typescript' ? undefined : format.replace('-typescript', '');
}

/** `module.exports` of a file that an `import` names. */
function importCommonJS(filename, isMain) {
  const cached = Module._cache[filename];
  if (cached !== undefined && snapshots.has(cached)) return snapshots.get(cached);
  const source = shared.sources?.get(filename);
  if (source !== undefined && cached === undefined) {
    return shared.loadFile(filename, undefined, isMain, undefined, (module) => {
      module.filename = filename;
      module.paths = Module._nodeModulePaths(module.path);
      module._compile(source, filename, 'commonjs');
      module.loaded = true;
    });
  }
  return shared.hooks === undefined || isMain ? shared.loadFile(filename, undefined, isMain) :
    shared.hooks.loadImported(filename, isMain);
}

/** The value of a JSON file that an `import` names; the same as `require` gives. */
function importJSON(filename, text) {
  const cached = Module._cache[filename];
  if (cached !== undefined && cached.loaded) return cached.exports;
  const value = parseJSON(filename, text);
  if (filename[0] === '/') {
    const module = new Module(filename);
    module.filename = filename;
    module.exports = value;
    module.loaded = true;
    Module._cache[filename] = module;
  }
  return value;
}

let parentOf = (module) => parents.get(module);
let setParent = (module, value) => {
  parents.set(module, value);
};
if (binding.option('--pending-deprecation') !== undefined) {
  const { deprecateParent } = require('internal/modules/statics');
  parentOf = deprecateParent(parentOf);
  setParent = deprecateParent(setParent);
}

module.exports = {
  _findPath, _initPaths, _resolveFilename, _resolveLookupPaths,
  circular, fromModule, importCommonJS, importJSON, loadTypeScript, parentOf, parseJSON, paths, refuseAddon, refuseId,
  resolve, setParent, stripped,
};
