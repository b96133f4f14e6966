'use strict';
// CommonJS: the JavaScript half of crates/ouro-node/src/modules/commonjs.rs and lookup.rs, which
// find and compile files. What programs seldom call is in `internal/modules/statics.js`.
// Node docs: Modules: CommonJS modules.

const binding = internalBinding('modules');

const exported = { mainModule: undefined, hooks: undefined };
// The modules that required a module first; `module.parent` reads it.
const parents = new WeakMap();
// ES modules that a `require` is evaluating.
const evaluating = new WeakSet();
// What modules exported when they were loaded, for imports that come later.
const snapshots = new WeakMap();
// Files that were found before, by the folder of the module that asked and the request.
const found = { __proto__: null };
// What a program put in place of the module wrapper.
let wrapper = null;

function Module(id = '', parent) {
  this.id = id;
  this.path = binding.dirname(id);
  own(this, 'exports', {});
  parents.set(this, parent);
  adopt(parent, this, false);
  this.filename = null;
  this.loaded = false;
  this.children = [];
}

// Not by assignment: a setter on Object.prototype is none of ours to run.
function own(object, name, value) {
  Object.defineProperty(object, name, {
    __proto__: null, configurable: true, enumerable: true, writable: true, value,
  });
}

function adopt(parent, child, scan) {
  const children = parent && parent.children;
  if (children && !(scan && children.includes(child))) children.push(child);
}

Module._cache = { __proto__: null };
Module._pathCache = { __proto__: null };
Module._extensions = { __proto__: null };
Module.globalPaths = [];
Module.Module = Module;

// An accessor, as in Node, so that a module is shown without a class name.
Object.defineProperty(Module.prototype, 'constructor', { __proto__: null, get: () => Module });

Object.defineProperty(Module.prototype, 'parent', {
  __proto__: null,
  configurable: true,
  enumerable: false,
  get: pending(function() {
    return parents.get(this) ?? (this === exported.mainModule ? null : undefined);
  }),
  set: pending(function(value) {
    parents.set(this, value);
  }),
});

function pending(accessor) {
  return binding.option('--pending-deprecation') === undefined ? accessor :
    require('internal/modules/statics').deprecateParent(accessor);
}

Module._nodeModulePaths = function(from) {
  return binding.nodeModulePaths(from);
};

Module._resolveLookupPaths = function(request, parent) {
  if (binding.isBuiltin(request)) return null;
  if (!/^\.(?:$|\.?\/|\.$)/.test(request)) {
    const globals = globalFolders();
    const paths = parent && parent.paths && parent.paths.length ? parent.paths : [];
    const all = paths.concat(globals);
    return all.length > 0 ? all : null;
  }
  if (!parent || !parent.id || !parent.filename) return ['.'];
  return [binding.dirname(parent.filename)];
};

let globals;
function globalFolders() {
  if (globals === undefined) Module.globalPaths = (globals = binding.initPaths()).slice();
  return globals;
}

Module._initPaths = function() {
  globals = undefined;
  globalFolders();
};

Module._findPath = function(request, paths, isMain = false, conditions) {
  const absolute = request[0] === '/';
  if (!absolute && (!paths || paths.length === 0)) return false;
  const key = absolute ? `${request}\0` : `${request}\0${paths.join('\0')}`;
  const known = Module._pathCache[key];
  if (known) return known;
  const extensions = Object.keys(Module._extensions);
  const filename = binding.findPath(request, absolute ? [] : paths, isMain, extensions, conditions);
  if (filename) Module._pathCache[key] = filename;
  return filename;
};

Module._resolveFilename = function(request, parent, isMain, options) {
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
    const special = binding.special(request, parent ? parent.filename : undefined, conditions);
    if (special !== undefined) return special;
  }
  const filename = Module._findPath(request, paths, isMain, conditions);
  if (filename) return filename;
  // What may not be looked for is refused rather than missing.
  if (process.permission && (first === '.' || first === '/')) {
    const folder = parent?.filename ? require('path').dirname(parent.filename) : process.cwd();
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
};

/** The exports of a builtin by its name; `undefined` where the name is no builtin's. */
function builtin(name) {
  return binding.isBuiltin(name) ? binding.requireBuiltin(name) : undefined;
}

Module._load = function(request, parent, isMain) {
  let key;
  if (exported.hooks !== undefined) return exported.hooks.load(request, parent, isMain);
  if (parent) {
    key = `${parent.path}\0${request}`;
    const known = found[key];
    const cached = known === undefined ? undefined : Module._cache[known];
    if (cached !== undefined) {
      adopt(parent, cached, true);
      return cached.loaded ? cached.exports : circular(cached, parent);
    }
  }
  if (request.startsWith('node:')) {
    if (!binding.isBuiltin(request)) {
      throw new (internalBinding('errors').codes.ERR_UNKNOWN_BUILTIN_MODULE)(request);
    }
    return binding.requireBuiltin(request);
  }
  const filename = Module._resolveFilename(request, parent, isMain);
  return loadFile(filename, parent, isMain, key);
};

function loadFile(filename, parent, isMain, key, read) {
  const cached = Module._cache[filename];
  if (cached !== undefined) {
    adopt(parent, cached, true);
    return cached.loaded ? cached.exports : circular(cached, parent);
  }
  if (filename[0] !== '/') {
    const room = builtin(filename);
    if (room !== undefined) return room;
  }
  const module = new Module(filename, parent);
  if (isMain) {
    exported.mainModule = module;
    module.id = '.';
  }
  Module._cache[filename] = module;
  if (key !== undefined) found[key] = filename;
  let failed = true;
  try {
    if (read === undefined) module.load(filename);
    else read(module);
    failed = false;
  } finally {
    if (failed) {
      delete Module._cache[filename];
      if (key !== undefined) found[key] = undefined;
      const children = parent && parent.children;
      if (Array.isArray(children)) {
        const index = children.indexOf(module);
        if (index !== -1) children.splice(index, 1);
      }
    } else if (exported.undoCircular !== undefined) {
      exported.undoCircular(module);
    }
  }
  return module.exports;
}

// Reading what a module that is still loading has not exported yet gives a warning.
function circular(module, parent) {
  // An ES module on its way: it must not be seen half evaluated, and the error says so.
  if (evaluating.has(module)) {
    binding.requireModule(module.filename, undefined, (parents.get(module) ?? parent)?.filename);
  }
  return require('internal/modules/circular')(module, exported);
}

Module.prototype.load = function(filename) {
  this.filename = filename;
  this.paths ??= Module._nodeModulePaths(binding.dirname(filename));
  Module._extensions[extensionOf(filename)](this, filename);
  this.loaded = true;
  snapshots.set(this, this.exports);
};

// The longest known extension: `.tar.gz` before `.gz`; names that begin with a dot have none there.
function extensionOf(filename) {
  const name = filename.slice(filename.lastIndexOf('/') + 1);
  for (let at = name.indexOf('.', 1); at !== -1; at = name.indexOf('.', at + 1)) {
    const extension = name.slice(at);
    if (Module._extensions[extension]) return extension;
  }
  return '.js';
}

Module.prototype.require = function(id) {
  if (typeof id !== 'string' || id === '') throw wrongId(id);
  // Set by node:diagnostics_channel, once that is loaded.
  const { tracing } = binding;
  if (tracing !== undefined && tracing.hasSubscribers) {
    const context = { __proto__: null, parentFilename: this.filename, id };
    return tracing.traceSync(Module._load, context, Module, id, this, false);
  }
  return Module._load(id, this, false);
};

function wrongId(id) {
  const { codes } = internalBinding('errors');
  return id === '' ?
    new codes.ERR_INVALID_ARG_VALUE('id', id, 'must be a non-empty string') :
    new codes.ERR_INVALID_ARG_TYPE('id', 'string', id);
}

/** Makes the `require` of a module. */
function requireOf(module) {
  const require = function require(path) {
    return module.require(path);
  };
  function resolve(request, options) {
    if (typeof request !== 'string') {
      throw new (internalBinding('errors').codes.ERR_INVALID_ARG_TYPE)('request', 'string', request);
    }
    return exported.hooks === undefined ?
      Module._resolveFilename(request, module, false, options) :
      exported.hooks.resolveFilename(request, module, options);
  }
  require.resolve = resolve;
  resolve.paths = function paths(request) {
    if (typeof request !== 'string') {
      throw new (internalBinding('errors').codes.ERR_INVALID_ARG_TYPE)('request', 'string', request);
    }
    return Module._resolveLookupPaths(request, module);
  };
  own(require, 'main', exported.mainModule);
  require.extensions = Module._extensions;
  require.cache = Module._cache;
  return require;
}

// `format` is 'commonjs' or 'module' where it is known, `undefined` where the syntax is to say.
Module.prototype._compile = function(content, filename, format) {
  if (format === 'module') return fromModule(this, filename, content);
  const compiled = wrapper === null ?
    binding.compile(content, filename, format === undefined) :
    binding.evaluateScript(wrapper(content), filename);
  if (compiled === null) {
    binding.typelessWarning(filename);
    return fromModule(this, filename, content);
  }
  const { exports } = this;
  return Reflect.apply(compiled, exports,
                       [exports, requireOf(this), this, filename, binding.dirname(filename)]);
};

// Node docs: Loading ECMAScript modules using require().
function fromModule(module, filename, content) {
  if (binding.option('--no-experimental-require-module') !== undefined ||
      binding.option('--no-require-module') !== undefined) {
    require('internal/modules/statics').refuse(filename, parents.get(module)?.filename, content);
  }
  const mode = binding.option('--trace-require-module');
  if (mode !== undefined && module !== exported.mainModule) {
    require('internal/modules/statics').trace(mode, filename, parents.get(module)?.filename);
  }
  evaluating.add(module);
  if (module === exported.mainModule) return startModule(filename);
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

// The program itself turned out to be an ES module: it may wait, and nobody waits for it here.
function startModule(filename) {
  exported.mainModule = undefined;
  require('internal/modules/entry').importMain(filename);
}

Module._extensions['.js'] = function(module, filename) {
  let format;
  if (filename.endsWith('.js') || !/\.[^/.]+$/.test(filename)) {
    format = binding.declaredFormat(filename);
  } else if (filename.endsWith('.mjs')) {
    format = 'module';
  } else {
    format = 'commonjs';
  }
  module._compile(binding.readText(filename), filename, format);
};

Module._extensions['.json'] = function(module, filename) {
  module.exports = parseJSON(filename, binding.readText(filename));
};

Module._extensions['.node'] = function(module, filename) {
  const error = new Error(`Native add-ons cannot be loaded: '${filename}'`);
  error.code = 'ERR_DLOPEN_FAILED';
  throw error;
};

function parseJSON(filename, text) {
  try {
    return JSON.parse(text);
  } catch (error) {
    error.message = `${filename}: ${error.message}`;
    throw error;
  }
}

// A program that is one file was started before this one was loaded.
const started = binding.startedModule();
if (started !== undefined) {
  Object.setPrototypeOf(Object.getPrototypeOf(started), Module.prototype);
  exported.mainModule = started;
  Module._cache[started.filename] = started;
}

exported.Module = Module;
exported.parents = parents;
exported.requireOf = requireOf;
exported.loadFile = loadFile;
exported.setWrapper = (value) => {
  wrapper = value;
};
/** `module.exports` of a file that an `import` names. */
exported.importCommonJS = (filename, isMain) => {
  const cached = Module._cache[filename];
  if (cached !== undefined && snapshots.has(cached)) return snapshots.get(cached);
  return exported.hooks === undefined || isMain ? loadFile(filename, undefined, isMain) :
    exported.hooks.load(filename, undefined, isMain);
};
/** The value of a JSON file that an `import` names; the same as `require` gives. */
exported.importJSON = (filename, text) => {
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
};

module.exports = exported;
