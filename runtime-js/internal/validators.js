'use strict';
// Checks of arguments.
module.exports = {};
