'use strict';
// node:child_process, arguments and stdio: what is shared by all ways to start a child. No Rust half.
// Node docs: child_process.spawn, options.stdio.

const {
  codes: {
    ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE, ERR_IPC_ONE_PIPE, ERR_IPC_SYNC_FORK,
    ERR_UNKNOWN_SIGNAL,
  },
} = require('internal/errors');
const { validateBoolean, validateInt32, validateObject, validateString } =
  require('internal/validators');

function noNul(value, name) {
  if (typeof value === 'string' && value.includes('\0')) {
    throw new ERR_INVALID_ARG_VALUE(name, value, 'must be a string without null bytes');
  }
}

/** A path or file URL as a string. */
function toPath(value, name) {
  if (value !== null && typeof value === 'object' && value.href && value.protocol) {
    value = require('url').fileURLToPath(value);
  }
  if (typeof value !== 'string' && !ArrayBuffer.isView(value)) {
    throw new ERR_INVALID_ARG_TYPE(name, ['string', 'Buffer', 'URL'], value);
  }
  value = `${value}`;
  noNul(value, name);
  return value;
}

/** The number of a signal given by name or number. */
function signalNumber(signal) {
  const { signals } = require('os').constants;
  if (typeof signal === 'number') {
    for (const name of Object.keys(signals)) if (signals[name] === signal) return signal;
    throw new ERR_UNKNOWN_SIGNAL(signal);
  }
  if (typeof signal !== 'string') throw new ERR_INVALID_ARG_TYPE('signal', ['string', 'number'], signal);
  const number = signals[signal.toUpperCase()];
  if (number === undefined) throw new ERR_UNKNOWN_SIGNAL(signal);
  return number;
}

/** Sorts out `file[, args][, options][, callback]`. */
function prepareFile(file, args, options, callback) {
  if (Array.isArray(args)) {
    args = args.slice();
  } else if (args !== null && typeof args === 'object') {
    callback = options;
    options = args;
    args = null;
  } else if (typeof args === 'function') {
    callback = args;
    options = null;
    args = null;
  } else if (args !== undefined && args !== null) {
    throw new ERR_INVALID_ARG_VALUE('args', args);
  }
  if (typeof options === 'function') {
    callback = options;
    options = null;
  } else if (options !== undefined && options !== null) {
    validateObject(options, 'options');
  }
  if (callback !== undefined && callback !== null) {
    require('internal/validators').validateFunction(callback, 'callback');
  }
  if (options?.argv0 !== undefined && options.argv0 !== null) {
    validateString(options.argv0, 'options.argv0');
    noNul(options.argv0, 'options.argv0');
  }
  return { file, args, options, callback };
}

/**
 * Validates what a child is to be started with, and makes of it what the binding takes:
 * `{ file, args, cwd, env, uid, gid, detached, stdio, ends }`. `ends` says what each descriptor
 * is for: 'pipe', 'ipc', or null.
 */
function prepare(file, args, options, sync = false) {
  validateString(file, 'file');
  noNul(file, 'file');
  if (file.length === 0) throw new ERR_INVALID_ARG_VALUE('file', file, 'cannot be empty');
  if (Array.isArray(args)) {
    args = args.slice();
  } else if (args === undefined || args === null) {
    args = [];
  } else if (typeof args !== 'object') {
    throw new ERR_INVALID_ARG_TYPE('args', 'object', args);
  } else {
    options = args;
    args = [];
  }
  args.forEach((arg, index) => noNul(arg, `args[${index}]`));
  if (options === undefined) options = {};
  else validateObject(options, 'options');
  let { argv0, cwd, detached, env, gid, shell, uid, windowsHide, windowsVerbatimArguments } = options;
  if (cwd !== undefined && cwd !== null) cwd = toPath(cwd, 'options.cwd');
  if (detached !== undefined && detached !== null) validateBoolean(detached, 'options.detached');
  if (uid !== undefined && uid !== null) validateInt32(uid, 'options.uid');
  if (gid !== undefined && gid !== null) validateInt32(gid, 'options.gid');
  if (shell !== undefined && shell !== null && typeof shell !== 'boolean' && typeof shell !== 'string') {
    throw new ERR_INVALID_ARG_TYPE('options.shell', ['Boolean', 'string'], shell);
  }
  noNul(shell, 'options.shell');
  if (argv0 !== undefined && argv0 !== null) {
    validateString(argv0, 'options.argv0');
    noNul(argv0, 'options.argv0');
  }
  if (windowsHide !== undefined && windowsHide !== null) {
    validateBoolean(windowsHide, 'options.windowsHide');
  }
  if (windowsVerbatimArguments !== undefined && windowsVerbatimArguments !== null) {
    validateBoolean(windowsVerbatimArguments, 'options.windowsVerbatimArguments');
  }
  if (shell) {
    if (args.length > 0) {
      process.emitWarning(
        'Passing args to a child process with shell option true can lead to security ' +
        'vulnerabilities, as the arguments are not escaped, only concatenated.',
        'DeprecationWarning', 'DEP0190');
    }
    const command = args.length > 0 ? `${file} ${args.join(' ')}` : file;
    file = typeof shell === 'string' ? shell : '/bin/sh';
    args = ['-c', command];
  }
  args.unshift(typeof argv0 === 'string' ? argv0 : file);
  args = args.map(String);
  env ??= process.env;
  const pairs = [];
  for (const name in env) {
    const value = env[name];
    if (value === undefined) continue;
    noNul(name, `options.env['${name}']`);
    noNul(`${value}`, `options.env['${name}']`);
    pairs.push(`${name}=${value}`);
  }
  const { stdio, ends } = readStdio(options.stdio, sync);
  if (ends.includes('ipc')) {
    pairs.push(`NODE_CHANNEL_FD=${ends.indexOf('ipc')}`, 'NODE_CHANNEL_SERIALIZATION_MODE=json');
  }
  return {
    ...options, args, cwd: cwd ?? undefined, detached: !!detached, ends, env: pairs, file,
    gid: gid ?? undefined, stdio, uid: uid ?? undefined,
  };
}

function readStdio(wanted, sync) {
  if (typeof wanted === 'string') {
    if (wanted === 'inherit') wanted = [0, 1, 2];
    else if (['ignore', 'overlapped', 'pipe'].includes(wanted)) wanted = [wanted, wanted, wanted];
    else throw new ERR_INVALID_ARG_VALUE('stdio', wanted);
  } else if (wanted === undefined || wanted === null) {
    wanted = ['pipe', 'pipe', 'pipe'];
  } else if (!Array.isArray(wanted)) {
    throw new ERR_INVALID_ARG_VALUE('stdio', wanted);
  }
  const stdio = [];
  const ends = [];
  const length = Math.max(wanted.length, 3);
  for (let i = 0; i < length; i++) {
    let end = wanted[i];
    end ??= i < 3 ? 'pipe' : 'ignore';
    if (end === 'ignore') {
      stdio.push('ignore');
      ends.push(null);
    } else if (end === 'pipe' || end === 'overlapped') {
      stdio.push('pipe');
      ends.push('pipe');
    } else if (end === 'ipc') {
      if (sync) throw new ERR_IPC_SYNC_FORK();
      if (ends.includes('ipc')) throw new ERR_IPC_ONE_PIPE();
      stdio.push('pipe');
      ends.push('ipc');
    } else if (end === 'inherit') {
      stdio.push(i);
      ends.push(null);
    } else if (typeof end === 'number' || typeof end?.fd === 'number') {
      stdio.push(typeof end === 'number' ? end : end.fd);
      ends.push(null);
    } else if (typeof end?._handle?.fd === 'number' && end._handle.fd >= 0) {
      stdio.push(end._handle.fd);
      ends.push(null);
    } else {
      throw new ERR_INVALID_ARG_VALUE('stdio', end);
    }
  }
  return { stdio, ends };
}

module.exports = { prepare, prepareFile, signalNumber, toPath };
