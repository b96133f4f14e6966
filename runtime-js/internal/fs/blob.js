'use strict';
// fs.openAsBlob. No Rust half of its own: fs.readFile. Node docs: fs.openAsBlob.

const { validateObject, validateString } = require('internal/validators');

function typeOf(options) {
  validateObject(options, 'options');
  const type = options.type || '';
  validateString(type, 'options.type');
  return type;
}

async function read(path, type) {
  const { Blob } = require('buffer');
  return new Blob([await require('fs').promises.readFile(path)], { type });
}

/**
 * Makes a Blob of a file's bytes; an absent file is told at once, as Node does.
 * @param {string | Buffer | URL} path
 * @param {{ type?: string }} options
 */
function openAsBlob(path, options) {
  const type = typeOf(options);
  require('fs').statSync(path);
  return read(path, type);
}

module.exports = { openAsBlob };
