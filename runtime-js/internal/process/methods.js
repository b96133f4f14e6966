'use strict';
// node:process, methods that are seldom used: the JavaScript half of
// crates/ouro-node/src/process/identity.rs. Node docs: Process.

const {
  codes: {
    ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE, ERR_UNKNOWN_SIGNAL,
  },
  ErrnoException,
} = require('internal/errors');
const binding = internalBinding('process');

/**
 * process.kill(pid[, signal]).
 * @throws {TypeError} ERR_INVALID_ARG_TYPE, ERR_UNKNOWN_SIGNAL
 * @throws {Error} a system error of kill
 */
function kill(pid, signal) {
  // A pid is what is equal to its own number: '123' too.
  if (pid != (pid | 0)) throw new ERR_INVALID_ARG_TYPE('pid', 'number', pid);
  let number = signal;
  if (typeof signal !== 'number') {
    signal = signal || 'SIGTERM';
    number = binding.signals()[signal];
    if (number === undefined) throw new ERR_UNKNOWN_SIGNAL(signal);
  }
  const result = process._kill(pid | 0, number);
  if (result) throw new ErrnoException(result, 'kill');
  return true;
}

/**
 * process.loadEnvFile([path]): sets what is not set yet.
 * @throws {Error} ENOENT; ERR_INVALID_ARG_TYPE
 */
function loadEnvFile(path = '.env') {
  const text = require('fs').readFileSync(path, 'utf8');
  const parsed = require('util').parseEnv(text);
  for (const name in parsed) binding.setEnvironment(name, parsed[name]);
}

/**
 * process.execve(file[, args[, env]]): becomes another program.
 * @throws {TypeError} ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE
 */
function execve(file, args = [], env = process.env) {
  const { validateString, validateArray, validateObject } = require('internal/validators');
  validateString(file, 'execPath');
  validateArray(args, 'args');
  args.forEach((arg, index) => {
    if (typeof arg !== 'string' || arg.includes('\0')) {
      throw new ERR_INVALID_ARG_VALUE(`args[${index}]`, arg, 'must be a string without null bytes');
    }
  });
  validateObject(env, 'env');
  const list = [];
  for (const key of Object.keys(env)) {
    const value = env[key];
    if (typeof value !== 'string' || value.includes('\0') || key.includes('\0')) {
      throw new ERR_INVALID_ARG_VALUE('env', env,
        'must be an object with string keys and values without null bytes');
    }
    list.push(`${key}=${value}`);
  }
  const code = binding.execve(file, args, list);
  binding.writeError(`process.execve failed with error code ${code}\n`);
  process.abort();
}

/** process.getBuiltinModule(id). */
function getBuiltinModule(id) {
  require('internal/validators').validateString(id, 'id');
  const modules = internalBinding('modules');
  const bare = id.startsWith('node:') ? id.slice(5) : id;
  return modules.isBuiltin(id) ? modules.requireBuiltin(id) ?? require(bare) : undefined;
}

const refSymbol = Symbol.for('nodejs.ref');
const unrefSymbol = Symbol.for('nodejs.unref');

/** process.ref(maybeRefable). */
function ref(object) {
  const method = object?.[refSymbol] ?? object?.[Symbol.for('node:ref')] ?? object?.ref;
  if (typeof method === 'function') method.call(object);
}

/** process.unref(maybeRefable). */
function unref(object) {
  const method = object?.[unrefSymbol] ?? object?.[Symbol.for('node:unref')] ?? object?.unref;
  if (typeof method === 'function') method.call(object);
}

/** process.getActiveResourcesInfo(): the kinds of what keeps the program alive. */
function getActiveResourcesInfo() {
  return binding.resources();
}

module.exports = {
  _getActiveHandles: () => [],
  _getActiveRequests: () => binding.resources(true).map((type) => ({ type })),
  execve,
  getActiveResourcesInfo,
  getBuiltinModule,
  kill,
  loadEnvFile,
  ref,
  unref,
};
