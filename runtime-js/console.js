'use strict';
// node:console: the JavaScript half of crates/ouro-node/src/console/, where all of it is written.
// Node docs: Console.

module.exports = internalBinding('console').console;
