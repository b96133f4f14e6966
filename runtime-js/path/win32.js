'use strict';
// node:path/win32: the JavaScript half of crates/ouro-node/src/path/win32.rs. Node docs: Path.

module.exports = internalBinding('path').win32;
