'use strict';
// process.permission: the JavaScript half of crates/ouro-node/src/fs/permission.rs.
// Node docs: process.permission.

const { validateString } = require('internal/validators');
const binding = internalBinding('permission');

function has(scope, reference) {
  validateString(scope, 'scope');
  if (reference !== undefined && reference !== null) {
    if (ArrayBuffer.isView(reference)) return false;
    validateString(reference, 'reference');
  }
  return binding.has(scope, reference);
}

function drop(scope, reference) {
  validateString(scope, 'scope');
  if (reference !== undefined && reference !== null) validateString(reference, 'reference');
  binding.drop(scope, reference);
}

module.exports = { has, drop };
