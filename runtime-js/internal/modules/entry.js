'use strict';
// Programs that are more than one CommonJS file: ES modules, `-e`, `-p`, `-c`, `-r`, `--import`,
// standard input. The JavaScript half of crates/ouro-node/src/modules/start.rs.
// Node docs: Command-line API.

const binding = internalBinding('modules');
const { Module, requireOf } = require('internal/modules/cjs');

/** Starts the ES module in a file as the program. */
function importMain(filename) {
  if (binding.option('--input-type') !== undefined) {
    throw new (internalBinding('errors').codes.ERR_INPUT_TYPE_NOT_ALLOWED)();
  }
  const promise = binding.evaluateModule(undefined, binding.mainURL(filename));
  binding.watchMain(promise);
}

/** Starts what the command line says. */
function start() {
  const preloads = binding.options('--require');
  if (preloads.length > 0) Module._preloadModules(preloads);
  const loaders = binding.options('--experimental-loader');
  if (loaders.length > 0) require('internal/modules/register').registerLoaders(loaders);
  const imports = binding.options('--import');
  if (imports.length === 0) {
    return loaders.length === 0 ? program() : binding.watchMain(importAll(imports));
  }
  binding.watchMain(importAll(imports));
}

async function importAll(specifiers) {
  for (let i = 0; i < specifiers.length; i++) await binding.importModule(specifiers[i]);
  return program(true);
}

/** Runs the program proper. After `--import` even CommonJS programs are imported. */
function program(imported) {
  const code = binding.option('--eval');
  const checks = binding.option('--check') !== undefined;
  if (binding.option('--interactive') !== undefined && !checks) return talk(code);
  if (code !== undefined) return evaluate(code, '[eval]');
  if (binding.option('--entry-url') !== undefined) return startURL();
  const path = binding.mainScript();
  if (path === undefined) return evaluate(binding.readInput(), '[stdin]');
  if (checks) return check(path);
  const filename = Module._findPath(path, null, true);
  if (!filename) return Module._load(path, null, true);
  if (imported) return binding.evaluateModule(undefined, binding.mainURL(filename));
  if (/\.m[jt]s$/.test(filename) || binding.declaredFormat(filename) === 'module' &&
      !/\.(?:c[jt]s|json)$/.test(filename)) {
    return importMain(filename);
  }
  Module._load(path, null, true);
}

/** `-i`: a session, after what else the command line names. */
function talk(code) {
  const path = binding.mainScript();
  let first;
  if (code !== undefined) first = () => evaluate(code, '[eval]');
  else if (path !== undefined) first = () => Module._load(path, null, true);
  return require('internal/repl/standalone').start(first);
}

/** `--entry-url`: imports what the URL in place of a path names. */
function startURL() {
  require('process').emitWarning(
    '--entry-url is an experimental feature and might change at any time', 'ExperimentalWarning');
  const promise = binding.evaluateModule(undefined, binding.entryURL());
  binding.watchMain(promise);
}

/** `-e`, `-p` and programs from standard input. */
function evaluate(code, name) {
  const print = binding.option('--print') !== undefined;
  let type = binding.option('--input-type');
  if (type?.endsWith('-typescript')) {
    code = binding.stripTypes(code, name);
    type = type.replace('-typescript', '');
  }
  if (binding.option('--check') !== undefined) {
    return binding.checkSyntax(code, name, type === 'module');
  }
  if (type === 'module' || type === undefined && binding.looksLikeModule(code)) {
    if (print) throw new (internalBinding('errors').codes.ERR_EVAL_ESM_CANNOT_PRINT)();
    const promise = binding.evaluateModule(code, binding.evaluationURL());
    return binding.watchMain(promise);
  }
  const process = require('process');
  const { log } = console;
  const cwd = process.cwd();
  const module = new Module(name);
  module.filename = `${cwd === '/' ? '' : cwd}/${name}`;
  module.paths = Module._nodeModulePaths(cwd);
  const globals = { exports: module.exports, module, __filename: name, __dirname: '.' };
  globals.require = requireOf(module);
  for (const key of ['require', 'exports', 'module', '__filename', '__dirname']) {
    Object.defineProperty(globalThis, key, {
      __proto__: null, configurable: true, enumerable: false, writable: true, value: globals[key],
    });
  }
  builtinsAsGlobals();
  const result = binding.evaluateScript(code, name, type === undefined);
  module.loaded = true;
  // What a promise came to is known at the end.
  if (print) process.prependListener('exit', () => log(result));
}

/** Gives each builtin a global of its name, which loads it when it is read. */
function builtinsAsGlobals() {
  for (const id of require('module').builtinModules) {
    if (id.startsWith('_') || id.includes('/') || id.includes(':') || id in globalThis) continue;
    const define = (value) => Object.defineProperty(globalThis, id, {
      __proto__: null, configurable: true, enumerable: false, writable: true, value,
    });
    Object.defineProperty(globalThis, id, {
      __proto__: null, configurable: true, enumerable: false, set: define,
      get() {
        const value = require(id);
        // Unless the program has settled what becomes of the name.
        if (Object.getOwnPropertyDescriptor(globalThis, id)?.configurable) define(value);
        return value;
      },
    });
  }
}

/** `-c`: whether a file is a program. */
function check(path) {
  const filename = Module._findPath(path, null, true) || Module._resolveFilename(path, null, true);
  const text = binding.readText(filename);
  let format = filename.endsWith('.mjs') ? 'module' : undefined;
  if (format === undefined && !filename.endsWith('.cjs')) {
    format = binding.declaredFormat(filename);
    if (format === undefined && binding.looksLikeModule(text)) format = 'module';
  }
  // A preloaded module may have changed what is put round modules.
  const { wrapper } = require('internal/modules/cjs');
  if (wrapper && format !== 'module') {
    return binding.checkSyntax(wrapper(text), filename, false, true);
  }
  binding.checkSyntax(text, filename, format === 'module');
}

Module._preloadModules = function(requests) {
  if (!Array.isArray(requests)) return;
  Module.isPreloading = true;
  const parent = new Module('internal/preload', null);
  parent.paths = Module._nodeModulePaths(require('process').cwd());
  for (let i = 0; i < requests.length; i++) parent.require(requests[i]);
  Module.isPreloading = false;
};

module.exports = { importMain, start };
