'use strict';
// What of CommonJS is seldom used. No Rust half. Node docs: require.resolve.

const { codes } = internalBinding('errors');

/** The folders in which `require.resolve(request, { paths })` looks. */
function lookupPaths(Module, request, paths) {
  if (!Array.isArray(paths)) throw new codes.ERR_INVALID_ARG_VALUE('options.paths', paths);
  for (let i = 0; i < paths.length; i++) {
    if (typeof paths[i] !== 'string') throw new codes.ERR_INVALID_ARG_TYPE('paths[0]', 'string', paths[i]);
  }
  if (/^\.\.?(?:\/|$)/.test(request)) return paths;
  const all = [];
  const stand = new Module('', null);
  for (let i = 0; i < paths.length; i++) {
    stand.paths = Module._nodeModulePaths(paths[i]);
    const folders = Module._resolveLookupPaths(request, stand) ?? [];
    for (let j = 0; j < folders.length; j++) {
      if (!all.includes(folders[j])) all.push(folders[j]);
    }
  }
  return all;
}

/** An accessor of `module.parent` that warns once. Node docs: DEP0144. */
function deprecateParent(accessor) {
  return require('internal/util/deprecate').deprecate(
    accessor,
    'module.parent is deprecated due to accuracy issues. Please use require.main to find program ' +
    'entry point instead.', 'DEP0144');
}

/** Refuses to require an ES module, where the command line says so. */
function refuse(filename, parentPath, content) {
  const binding = internalBinding('modules');
  const hasSyntax = filename.endsWith('.mjs') || binding.looksLikeModule(content);
  throw new codes.ERR_REQUIRE_ESM(filename, hasSyntax, parentPath,
                                  binding.nearestPackage(filename) ?? true);
}

/** Tells of an ES module that is required. Node docs: --trace-require-module. */
function trace(mode, filename, parentPath = '[eval]') {
  if (mode === 'no-node-modules' && /\/node_modules\//.test(parentPath)) return;
  require('process').emitWarning(
    `CommonJS module ${parentPath} is loading ES Module ${filename} using require().\n` +
    'Support for loading ES Module in require() is an experimental feature and might change at any time',
    'ExperimentalWarning');
}

let warned = false;

/** `module.stripTypeScriptTypes`. */
function stripTypes(code, options) {
  const { validateObject, validateOneOf, validateString } = require('internal/validators');
  validateString(code, 'code');
  validateObject(options, 'options');
  const { mode = 'strip', sourceMap, sourceUrl = '' } = options;
  validateOneOf(mode, 'options.mode', ['strip']);
  validateOneOf(sourceMap, 'options.sourceMap', [false, undefined]);
  validateString(sourceUrl, 'options.sourceUrl');
  if (!warned) {
    warned = true;
    require('process').emitWarning(
      'stripTypeScriptTypes is an experimental feature and might change at any time',
      'ExperimentalWarning');
  }
  const text = internalBinding('modules').stripTypes(code, sourceUrl, true);
  return sourceUrl === '' ? text : `${text}\n\n//# sourceURL=${sourceUrl}`;
}

module.exports = { deprecateParent, lookupPaths, refuse, stripTypes, trace };
