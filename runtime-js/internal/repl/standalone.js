'use strict';
// The session of `ouro -i` where nobody sits at a terminal: node:repl on standard input and output,
// in the program's global scope. No Rust half; at a terminal, crates/ouro/src/repl takes its place.
// Node docs: Command-line API, `-i`; REPL, The Node.js REPL.

const { REPLServer, REPL_MODE_SLOPPY, REPL_MODE_STRICT, kStandalone, writer } =
  require('internal/repl/server');

// Node's exit code for a wrong command line.
const WRONG_COMMAND_LINE = 9;

const MODES = { __proto__: null, sloppy: REPL_MODE_SLOPPY, strict: REPL_MODE_STRICT };

// `util.inspect.replDefaults` are the writer's options.
function shareOptions() {
  const { inspect } = require('util');
  Object.defineProperty(inspect, 'replDefaults', {
    __proto__: null,
    configurable: true,
    enumerable: true,
    get: () => writer.options,
    set(options) {
      require('internal/validators').validateObject(options, 'options');
      Object.assign(writer.options, options);
    },
  });
}

function greeting() {
  const { ouro, node } = process.versions;
  const name = ouro === undefined ? 'Ouro' : `Ouro ${ouro}`;
  return `Welcome to ${name} (Node.js v${node}).\nType ".help" for more information.\n`;
}

/**
 * Starts the session; `first` runs what the command line names before it.
 * @param {() => void} [first]
 */
function start(first) {
  const { env } = process;
  if (internalBinding('modules').option('--input-type') !== undefined) {
    process.stderr.write('Cannot specify --input-type for REPL\n', () => {
      process.exit(WRONG_COMMAND_LINE);
    });
    return;
  }
  process.stdout.write(greeting());
  first?.();
  shareOptions();
  const options = {
    [kStandalone]: true,
    ignoreUndefined: false,
    useGlobal: true,
    breakEvalOnSigint: true,
    replMode: MODES[String(env.NODE_REPL_MODE).toLowerCase().trim()],
  };
  if (env.NODE_NO_READLINE === '1') options.terminal = false;
  const size = Number(env.NODE_REPL_HISTORY_SIZE);
  options.historySize = size > 0 ? size : 1000;
  const server = new REPLServer(options);
  require('repl').repl = server;
  const file = server.terminal ? env.NODE_REPL_HISTORY : '';
  server.setupHistory(file, (error) => {
    if (error) throw error;
  });
  server.on('exit', () => {
    if (server.historyManager.isFlushing) server.once('flushHistory', () => process.exit());
    else process.exit();
  });
}

module.exports = { start };
