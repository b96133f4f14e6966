'use strict';
// node:path/posix: the JavaScript half of crates/ouro-node/src/path/posix.rs. Node docs: Path.

module.exports = internalBinding('path').posix;
