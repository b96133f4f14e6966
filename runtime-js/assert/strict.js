'use strict';
// node:assert/strict: the strict methods of node:assert. Node docs: Strict assertion mode.

module.exports = require('assert').strict;
