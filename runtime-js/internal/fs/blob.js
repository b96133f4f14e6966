'use strict';
// fs.openAsBlob. No Rust half of its own: fs.readFile. Node docs: fs.openAsBlob.

const { validateObject, validateString } = require('internal/validators');

/**
 * Makes a Blob of a file's bytes as they are now.
 * @param {string | Buffer | URL} path
 * @param {{ type?: string }} options
 */
async function read(path, type) {
  const fs = require('fs');
  const { Blob } = require('buffer');
  return new Blob([await fs.promises.readFile(path)], { type });
}

function openAsBlob(path, options) {
  validateObject(options, 'options');
  const type = options.type || '';
  validateString(type, 'options.type');
  // An absent file is told at once, as Node does.
  require('fs').statSync(path);
  return read(path, type);
}

module.exports = { openAsBlob };
