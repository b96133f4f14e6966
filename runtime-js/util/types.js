'use strict';
// node:util/types: the JavaScript half of crates/ouro-node/src/util/types.rs.
// Node docs: util.types.

module.exports = Object.assign({}, internalBinding('types'));
