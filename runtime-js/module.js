'use strict';
// node:module: the class `Module` with what programs seldom ask of it. Its core, and the Rust half,
// are those of internal/modules/cjs.js. Node docs: Modules: `node:module` API.

const binding = internalBinding('modules');
const { codes } = internalBinding('errors');
const shared = require('internal/modules/cjs');
const { Module, requireOf } = shared;

/** A `require` for the file at a path or `file:` URL, which need not exist. */
function createRequire(filename) {
  let path;
  if (typeof filename === 'object' && filename !== null && typeof filename.href === 'string') {
    filename = filename.href;
  }
  if (typeof filename === 'string') {
    if (filename[0] === '/') path = filename;
    else if (filename.startsWith('file:')) path = binding.urlToPath(filename);
  }
  if (path === undefined) {
    throw new codes.ERR_INVALID_ARG_VALUE(
      'filename', filename, 'must be a file URL object, file URL string, or absolute path string');
  }
  const module = new Module(path.endsWith('/') ? `${path}noop.js` : path);
  module.filename = module.id;
  module.paths = Module._nodeModulePaths(module.path);
  return requireOf(module);
}

/** The path of the `package.json` that a specifier or file belongs to. */
function findPackageJSON(specifier, base = 'data:') {
  if (specifier === undefined) throw new codes.ERR_MISSING_ARGS('specifier');
  base = String(base);
  return binding.findPackageJSON(String(specifier), base[0] === '/' ? binding.pathToURL(base) : base);
}

function setWrapper(value) {
  shared.wrapper = value;
}

const parts = ['(function (exports, require, module, __filename, __dirname) { ', '\n});'];

function wrap(script) {
  return parts[0] + script + parts[1];
}

// A program that changes the wrapper, whole or in part, gets modules compiled by it.
const watched = new Proxy(parts, {
  set(target, key, value, receiver) {
    setWrapper((script) => Module.wrap(script));
    return Reflect.set(target, key, value, receiver);
  },
  defineProperty(target, key, descriptor) {
    setWrapper((script) => Module.wrap(script));
    return Reflect.defineProperty(target, key, descriptor);
  },
});
let wrapWith = wrap;
let wrapperNow = watched;
Object.defineProperties(Module, {
  wrap: {
    __proto__: null,
    configurable: true,
    get: () => wrapWith,
    set(value) {
      setWrapper(value);
      wrapWith = value;
    },
  },
  wrapper: {
    __proto__: null,
    configurable: true,
    get: () => wrapperNow,
    set(value) {
      setWrapper((script) => value[0] + script + value[1]);
      wrapperNow = value;
    },
  },
  _stat: {
    __proto__: null, configurable: true, writable: true, value: (path) => binding.stat(path),
  },
  _readPackage: {
    __proto__: null,
    configurable: true,
    writable: true,
    value(folder) {
      const path = `${folder.replace(/\/$/, '')}/package.json`;
      const found = binding.readPackage(path);
      return found === undefined ?
        { __proto__: null, type: 'none', exists: false, pjsonPath: path } :
        { __proto__: null, ...found, exists: true, pjsonPath: path };
    },
  },
});

const compileCacheStatus = { __proto__: null, FAILED: 0, ENABLED: 1, ALREADY_ENABLED: 2, DISABLED: 3 };

Module._initPaths();
Module.isBuiltin = (id) => binding.isBuiltin(id);
Module.createRequire = createRequire;
Module._preloadModules ??= function(requests) {
  delete Module._preloadModules;
  require('internal/modules/entry');
  return Module._preloadModules(requests);
};
Module.syncBuiltinESMExports = function syncBuiltinESMExports() {
  binding.syncBuiltins();
};
Module.registerHooks = function registerHooks(hooks) {
  return require('internal/modules/hooks').register(hooks);
};
let warned = false;
Module.register = function register(specifier, parentURL, options) {
  if (!warned) {
    warned = true;
    process.emitWarning(
      '`module.register()` is deprecated. Use `module.registerHooks()` instead.',
      'DeprecationWarning', 'DEP0205');
  }
  require('internal/modules/register').register(specifier, parentURL, options);
};
Module.builtinModules = Object.freeze(binding.builtinIds());
Module.runMain = function executeUserEntryPoint(main = process.argv[1]) {
  Module._load(main, null, true);
};
Module.constants = Object.freeze({ __proto__: null, compileCacheStatus: Object.freeze(compileCacheStatus) });
// The engine keeps no compiled code, so there is nothing to cache.
Module.enableCompileCache = function enableCompileCache() {
  return { __proto__: null, status: compileCacheStatus.DISABLED };
};
Module.findPackageJSON = findPackageJSON;
Module.flushCompileCache = function flushCompileCache() {};
Module.getCompileCacheDir = function getCompileCacheDir() {};
Module.findSourceMap = function findSourceMap(path) {
  return undefined;
};
Module.stripTypeScriptTypes = function stripTypeScriptTypes(code, options = {}) {
  return require('internal/modules/statics').stripTypes(code, options);
};
Object.defineProperty(Module, 'SourceMap', {
  __proto__: null,
  configurable: true,
  enumerable: true,
  get() {
    const { SourceMap } = require('internal/source_map');
    Object.defineProperty(Module, 'SourceMap', { value: SourceMap, writable: true });
    return SourceMap;
  },
});

module.exports = Module;
