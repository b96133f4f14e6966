'use strict';
// CommonJS: the JavaScript half of crates/ouro-node/src/modules.rs. Node docs: Modules: CommonJS.

const binding = internalBinding('modules');

function Module(id = '', parent) {
  this.id = id;
  this.path = dirname(id);
  this.exports = {};
  this.parent = parent;
  this.filename = null;
  this.loaded = false;
  this.children = [];
  this.paths = [];
}

Module._cache = { __proto__: null };
Module._extensions = { __proto__: null };

function dirname(path) {
  const slash = path.lastIndexOf('/');
  return slash > 0 ? path.slice(0, slash) : slash === 0 ? '/' : '.';
}

Module._resolveFilename = function (request, parent, isMain) {
  if (binding.isBuiltin(request)) return request;
  let base = request;
  if (request[0] === '.') base = `${parent ? parent.path : '.'}/${request}`;
  const found = binding.resolveFile(base);
  if (found === undefined) {
    const error = new Error(`Cannot find module '${request}'`);
    error.code = 'MODULE_NOT_FOUND';
    error.requireStack = [];
    throw error;
  }
  return found;
};

Module._load = function (request, parent, isMain) {
  if (binding.isBuiltin(request)) return binding.requireBuiltin(request);
  const filename = Module._resolveFilename(request, parent, isMain);
  const cached = Module._cache[filename];
  if (cached !== undefined) return cached.exports;
  const module = new Module(filename, parent);
  if (isMain) {
    module.id = '.';
    Module._main = module;
  }
  Module._cache[filename] = module;
  let done = false;
  try {
    module.load(filename);
    done = true;
  } finally {
    if (!done) delete Module._cache[filename];
  }
  return module.exports;
};

Module.prototype.load = function (filename) {
  this.filename = filename;
  const extension = filename.endsWith('.json') ? '.json' : '.js';
  Module._extensions[extension](this, filename);
  this.loaded = true;
};

Module.prototype.require = function (id) {
  return Module._load(id, this, false);
};

Module.prototype._compile = function (content, filename) {
  const wrapper = binding.compile(content, filename);
  const require = (id) => this.require(id);
  require.resolve = (request) => Module._resolveFilename(request, this, false);
  require.main = Module._main;
  require.extensions = Module._extensions;
  require.cache = Module._cache;
  return wrapper.call(this.exports, this.exports, require, this, filename, dirname(filename));
};

Module._extensions['.js'] = function (module, filename) {
  module._compile(binding.readText(filename), filename);
};

Module._extensions['.json'] = function (module, filename) {
  module.exports = JSON.parse(binding.readText(filename));
};

module.exports = Module;
