'use strict';
// node:sys: the old name of node:util; no Rust half. Node docs: deprecated API DEP0025.

process.emitWarning('sys is deprecated. Use `node:util` instead.', 'DeprecationWarning', 'DEP0025');

module.exports = require('util');
