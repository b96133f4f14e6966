'use strict';
// node:path: the JavaScript half of crates/ouro-node/src/path/. Node docs: Path.

module.exports = internalBinding('path').posix;
