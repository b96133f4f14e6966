'use strict';
// node:constants: the numbers of node:os and node:fs in one object, as in Node's first years; no
// Rust half. Node docs: deprecated API DEP0008.

const { dlopen, errno, priority, signals } = require('os').constants;

module.exports = Object.freeze({
  ...dlopen, ...errno, ...priority, ...signals, ...require('fs').constants,
});
