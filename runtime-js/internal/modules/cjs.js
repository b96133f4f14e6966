'use strict';
// CommonJS: what every program needs. The JavaScript half of crates/ouro-node/src/modules/commonjs.rs;
// how files are found is in `internal/modules/resolve.js`, parsed when first asked for.
// Node docs: Modules: CommonJS modules.

const binding = internalBinding('modules');

// `parents`: the modules that required a module first; `module.parent` reads it. `snapshots`: what
// modules exported when they were loaded, for imports that come later.
const exported = {
  hooks: undefined,
  mainModule: undefined,
  parents: new WeakMap(),
  snapshots: new WeakMap(),
  undoCircular: undefined,
  wrapper: null,
};
const { parents, snapshots } = exported;
// Files that were found before, by the folder of the module that asked and the request.
const found = { __proto__: null };

function rest() {
  return require('internal/modules/resolve');
}

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
// Each gives way to the function of that name in resolve.js, or to what a program puts there.
for (const name of ['_findPath', '_resolveLookupPaths', '_resolveFilename', '_initPaths']) {
  Object.defineProperty(Module, name, {
    __proto__: null,
    configurable: true,
    enumerable: true,
    get() {
      own(Module, name, rest()[name]);
      return Module[name];
    },
    set(value) {
      own(Module, name, value);
    },
  });
}
Module._nodeModulePaths = function(from) {
  return binding.nodeModulePaths(from);
};
Module.Module = Module;

// An accessor, as in Node, so that a module is shown without a class name.
Object.defineProperty(Module.prototype, 'constructor', { __proto__: null, get: () => Module });
Object.defineProperty(Module.prototype, 'parent', {
  __proto__: null,
  configurable: true,
  get() {
    return rest().parentOf(this);
  },
  set(value) {
    rest().setParent(this, value);
  },
});

Module._load = function(request, parent, isMain) {
  let key;
  if (exported.hooks !== undefined) return exported.hooks.load(request, parent, isMain);
  if (parent) {
    key = `${parent.path}\0${request}`;
    const known = found[key];
    const cached = known === undefined ? undefined : Module._cache[known];
    if (cached !== undefined) return again(cached, parent);
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

// The exports of a module that was required before.
function again(cached, parent) {
  adopt(parent, cached, true);
  return cached.loaded ? cached.exports : rest().circular(cached, parent);
}

function loadFile(filename, parent, isMain, key, read) {
  const cached = Module._cache[filename];
  if (cached !== undefined) return again(cached, parent);
  if (filename[0] !== '/' && binding.isBuiltin(filename)) return binding.requireBuiltin(filename);
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
  if (typeof id !== 'string' || id === '') rest().refuseId(id);
  return Module._load(id, this, false);
};

/** Makes the `require` of a module. */
function requireOf(module) {
  const require = function require(path) {
    return module.require(path);
  };
  function resolve(request, options) {
    return rest().resolve(module, request, options);
  }
  require.resolve = resolve;
  resolve.paths = function paths(request) {
    return rest().paths(module, request);
  };
  own(require, 'main', exported.mainModule);
  require.extensions = Module._extensions;
  require.cache = Module._cache;
  return require;
}

// `format` is 'commonjs' or 'module' where it is known, `undefined` where the syntax is to say.
Module.prototype._compile = function(content, filename, format) {
  if (format !== 'commonjs' && format !== undefined) {
    if (format === 'module') return rest().fromModule(this, filename, content);
    return this._compile(binding.stripTypes(content, filename), filename, rest().stripped(format));
  }
  const compiled = exported.wrapper === null ?
    binding.compile(content, filename, format === undefined) :
    binding.evaluateScript(exported.wrapper(content), filename);
  if (compiled === null) {
    binding.typelessWarning(filename);
    return rest().fromModule(this, filename, content);
  }
  const { exports } = this;
  return Reflect.apply(compiled, exports,
                       [exports, requireOf(this), this, filename, binding.dirname(filename)]);
};

Module._extensions['.js'] = function(module, filename) {
  let format = 'commonjs';
  if (filename.endsWith('.js') || !/\.[^/.]+$/.test(filename)) {
    format = binding.declaredFormat(filename);
  } else if (filename.endsWith('.mjs')) {
    format = 'module';
  }
  module._compile(binding.readText(filename), filename, format);
};

Module._extensions['.json'] = function(module, filename) {
  module.exports = rest().parseJSON(filename, binding.readText(filename));
};

Module._extensions['.node'] = function(module, filename) {
  rest().refuseAddon(filename);
};

// Not enumerable: no search tries the extensions of TypeScript.
if (binding.stripsTypes()) {
  for (const extension of ['.cts', '.mts', '.ts']) {
    Object.defineProperty(Module._extensions, extension, {
      __proto__: null,
      configurable: true,
      writable: true,
      value: (module, filename) => rest().loadTypeScript(module, filename, extension),
    });
  }
}

// A program that is one file was started before this one was loaded: see modules/plain.rs.
const started = binding.startedModule();
if (started !== undefined) {
  Object.setPrototypeOf(Object.getPrototypeOf(started), Module.prototype);
  parents.set(started, null);
  exported.mainModule = started;
  Module._cache[started.filename] = started;
}

exported.Module = Module;
exported.own = own;
exported.requireOf = requireOf;
exported.loadFile = loadFile;
exported.importCommonJS = (filename, isMain) => rest().importCommonJS(filename, isMain);
exported.importJSON = (filename, text) => rest().importJSON(filename, text);

module.exports = exported;
