'use strict';
// Node's error codes.
module.exports = {};
