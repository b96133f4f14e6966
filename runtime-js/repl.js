'use strict';
// node:repl: reading, evaluating and printing over any streams. Its parts are in internal/repl; the
// Rust half is crates/ouro-node/src/repl.rs. Node docs: REPL.

const server = require('internal/repl/server');

const { REPLServer } = server;

/**
 * Starts a session: `start([options])` or
 * `start(prompt[, source[, eval[, useGlobal[, ignoreUndefined[, replMode]]]]])`.
 */
function start(prompt, source, eval_, useGlobal, ignoreUndefined, replMode) {
  return new REPLServer(prompt, source, eval_, useGlobal, ignoreUndefined, replMode);
}

module.exports = {
  start,
  writer: server.writer,
  REPLServer,
  REPL_MODE_SLOPPY: server.REPL_MODE_SLOPPY,
  REPL_MODE_STRICT: server.REPL_MODE_STRICT,
  Recoverable: server.Recoverable,
  isValidSyntax: server.isValidSyntax,
};

for (const name of ['builtinModules', '_builtinLibs']) {
  Object.defineProperty(module.exports, name, {
    __proto__: null,
    configurable: true,
    enumerable: false,
    get: () => server.libraries.names,
    set(value) {
      server.libraries.names = value;
    },
  });
}
