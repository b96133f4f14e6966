'use strict';
// node:process: the JavaScript half of crates/ouro-node/src/process.rs. Node docs: Process.

const binding = internalBinding('process');

const process = {
  argv: binding.argv,
  argv0: binding.argv0,
  cwd: binding.cwd,
  execArgv: binding.execArgv,
  execPath: binding.execPath,
  exitCode: undefined,
  nextTick: binding.nextTick,
  pid: binding.pid,
  version: binding.version,
  exit(code) {
    if (code !== undefined) process.exitCode = code;
    binding.reallyExit(process.exitCode ?? 0);
  },
};

binding.emitExit = () => process.exitCode ?? 0;

module.exports = process;
