'use strict';
// fs.glob: the JavaScript half of crates/ouro-node/src/fs/glob/. Node docs: fs.glob.

const { codes } = require('internal/errors');
const { validateFunction, validateObject, validateString } = require('internal/validators');
const binding = internalBinding('fs');

function stringArray(value) {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

// Checks the arguments and returns those of the native verbs.
function prepare(patterns, options) {
  validateObject(options ?? {}, 'options');
  const { cwd = '.', exclude, withFileTypes = false, followSymlinks = false } = options ?? {};
  if (Array.isArray(patterns)) {
    for (let index = 0; index < patterns.length; index++) {
      validateString(patterns[index], `patterns[${index}]`);
    }
  } else {
    validateString(patterns, 'patterns');
    patterns = [patterns];
  }
  if (exclude !== undefined && exclude !== null && typeof exclude !== 'function' &&
      !stringArray(exclude)) {
    throw new codes.ERR_INVALID_ARG_TYPE('options.exclude', ['function', 'string[]'], exclude);
  }
  const root = typeof cwd === 'string' ? cwd : require('url').fileURLToPath(cwd);
  return [patterns, root || '.', exclude, Boolean(withFileTypes), Boolean(followSymlinks)];
}

function globSync(patterns, options) {
  const args = prepare(patterns, options);
  return typeof args[2] === 'function' ? binding.globWith(...args) :
    binding.globFilesSync(...args);
}

// A function to exclude by is the script's own, so that the walk must be on its thread.
async function find(args) {
  return typeof args[2] === 'function' ? binding.globWith(...args) :
    binding.handle.globFiles(...args);
}

function glob(patterns, options, callback) {
  if (typeof options === 'function') {
    callback = options;
    options = undefined;
  }
  validateFunction(callback, 'callback');
  find(prepare(patterns, options)).then((found) => process.nextTick(callback, null, found),
    (error) => process.nextTick(callback, error));
}

async function* each(args) {
  const found = await find(args);
  for (let index = 0; index < found.length; index++) yield found[index];
}

function globPromise(patterns, options) {
  return each(prepare(patterns, options));
}

module.exports = { glob, globPromise, globSync };
