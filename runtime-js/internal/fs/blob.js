'use strict';
// fs.openAsBlob, fs.openAsBlobSync. No Rust half of its own: fs.readFile. Node docs: fs.openAsBlob.

const { validateObject, validateString } = require('internal/validators');

function typeOf(options) {
  validateObject(options, 'options');
  const type = options.type || '';
  validateString(type, 'options.type');
  return type;
}

/**
 * Makes a Blob of a file's bytes as they are now.
 * @param {string | Buffer | URL} path
 * @param {{ type?: string }} options
 */
function openAsBlobSync(path, options) {
  const type = typeOf(options);
  const { Blob } = require('buffer');
  return new Blob([require('fs').readFileSync(path)], { type });
}

async function read(path, type) {
  const { Blob } = require('buffer');
  return new Blob([await require('fs').promises.readFile(path)], { type });
}

/** As openAsBlobSync; an absent file is told at once, as Node does. */
function openAsBlob(path, options) {
  const type = typeOf(options);
  require('fs').statSync(path);
  return read(path, type);
}

module.exports = { openAsBlob, openAsBlobSync };
