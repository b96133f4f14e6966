'use strict';
// node:process: the JavaScript half of crates/ouro-node/src/process.rs, which makes the object.
// Node docs: Process.

module.exports = internalBinding('process').object();
