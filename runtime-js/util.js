'use strict';
// node:util: the JavaScript half of crates/ouro-node/src/util/. Node docs: Util.

const binding = internalBinding('util');

module.exports = {
  format: binding.format,
  formatWithOptions: binding.formatWithOptions,
  inspect: binding.inspect,
  stripVTControlCharacters: binding.stripVTControlCharacters,
};
