'use strict';
// node:child_process: the JavaScript half of crates/ouro-node/src/child_process/.
// Node docs: Child process.

const { ChildProcess } = require('internal/child_process/child');
const { prepare, prepareFile, signalNumber } = require('internal/child_process/stdio');
const binding = internalBinding('child_process');
const {
  AbortError,
  codes: {
    ERR_CHILD_PROCESS_STDIO_MAXBUFFER, ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE,
    ERR_OUT_OF_RANGE,
  },
  genericNodeError,
  errnoName,
} = require('internal/errors');
const { validateAbortSignal, validateObject, validateOneOf } =
  require('internal/validators');

const MAX_BUFFER = 1024 * 1024;

function validateLimits({ timeout, maxBuffer }) {
  if (timeout !== undefined && !(Number.isInteger(timeout) && timeout >= 0)) {
    throw new ERR_OUT_OF_RANGE('timeout', 'an unsigned integer', timeout);
  }
  if (maxBuffer !== undefined && !(typeof maxBuffer === 'number' && maxBuffer >= 0)) {
    throw new ERR_OUT_OF_RANGE('options.maxBuffer', 'a positive number', maxBuffer);
  }
}

/**
 * Starts a program.
 * @param {string} file
 * @param {string[]} [args]
 * @param {object} [options]
 * @returns {ChildProcess}
 */
function spawn(file, args, options) {
  options = prepare(file, args, options);
  const { killSignal, signal, timeout } = options;
  validateLimits(options);
  if (signal !== undefined) validateAbortSignal(signal, 'options.signal');
  const kill = killSignal === undefined ? 'SIGTERM' : killSignal;
  signalNumber(kill);
  const child = new ChildProcess();
  child.spawn(options);
  if (timeout > 0) {
    const timer = setTimeout(() => {
      try {
        child.kill(kill);
      } catch (error) {
        child.emit('error', error);
      }
    }, timeout);
    child.once('exit', () => clearTimeout(timer));
  }
  if (signal) abortWith(signal, child, kill);
  return child;
}

/** Kills a child when a signal is aborted. */
function abortWith(signal, child, kill) {
  const stop = () => {
    try {
      if (child.kill(kill)) {
        child.emit('error', new AbortError(undefined, { cause: signal.reason }));
      }
    } catch (error) {
      child.emit('error', error);
    }
  };
  if (signal.aborted) {
    process.nextTick(stop);
  } else {
    signal.addEventListener('abort', stop, { once: true });
    child.once('exit', () => signal.removeEventListener('abort', stop));
  }
}

function execArguments(command, options, callback) {
  if (typeof options === 'function') {
    callback = options;
    options = undefined;
  }
  options = { ...options };
  options.shell = typeof options.shell === 'string' ? options.shell : true;
  return { file: command, options, callback };
}

/** Runs a command in a shell and collects its output. */
function exec(command, options, callback) {
  const wanted = execArguments(command, options, callback);
  return execFile(wanted.file, wanted.options, wanted.callback);
}

/** One of a child's outputs: what is collected, up to `maxBuffer`. */
class Output {
  constructor(stream, encoding, max, name, overflow) {
    this.chunks = [];
    this.length = 0;
    this.encoding = encoding;
    if (!stream) return;
    if (encoding) stream.setEncoding(encoding);
    stream.on('data', (chunk) => {
      const size = encoding ? Buffer.byteLength(chunk, encoding) : chunk.length;
      if (this.length + size > max) {
        const left = max - this.length;
        this.chunks.push(encoding && left < size ?
          Buffer.from(chunk, encoding).toString(encoding, 0, left) : chunk.slice(0, left));
        this.length = max;
        overflow(new ERR_CHILD_PROCESS_STDIO_MAXBUFFER(name));
      } else {
        this.length += size;
        this.chunks.push(chunk);
      }
    });
  }

  value() {
    return this.encoding ? this.chunks.join('') : Buffer.concat(this.chunks);
  }
}

/**
 * Runs a program and collects its output.
 * @param {string} file
 * @param {string[]} [args]
 * @param {object} [options]
 * @param {(error: Error | null, stdout: string | Buffer, stderr: string | Buffer) => void} [callback]
 */
function execFile(file, args, options, callback) {
  ({ file, args, options, callback } = prepareFile(file, args, options, callback));
  options = {
    encoding: 'utf8', timeout: 0, maxBuffer: MAX_BUFFER, killSignal: 'SIGTERM',
    cwd: null, env: null, shell: false, ...options,
  };
  validateLimits(options);
  const child = spawn(file, args, {
    cwd: options.cwd, env: options.env, gid: options.gid, shell: options.shell,
    signal: options.signal, uid: options.uid,
    windowsHide: !!options.windowsHide,
    windowsVerbatimArguments: !!options.windowsVerbatimArguments,
  });
  const { encoding } = options;
  const text = encoding && Buffer.isEncoding(encoding) ? encoding : null;
  let problem = null;
  let killed = false;
  let exited = false;
  let timer;

  const kill = () => {
    child.stdout?.destroy();
    child.stderr?.destroy();
    killed = true;
    try {
      child.kill(options.killSignal);
    } catch (error) {
      problem ??= error;
      finish();
    }
  };
  const overflow = (error) => {
    problem ??= error;
    kill();
  };
  const stdout = new Output(child.stdout, text, options.maxBuffer, 'stdout', overflow);
  const stderr = new Output(child.stderr, text, options.maxBuffer, 'stderr', overflow);

  function finish(code, signal) {
    if (exited) return;
    exited = true;
    clearTimeout(timer);
    if (!callback) return;
    const [out, err] = [stdout.value(), stderr.value()];
    if (!problem && code === 0 && signal === null) {
      callback(null, out, err);
      return;
    }
    const cmd = args?.length > 0 ? `${file} ${args.join(' ')}` : file;
    if (!problem) {
      problem = genericNodeError(`Command failed: ${cmd}\n${err}`, {
        code: code < 0 ? errnoName(code) : code,
        killed: child.killed || killed,
        signal,
      });
    }
    problem.cmd = cmd;
    callback(problem, out, err);
  }

  if (options.timeout > 0) timer = setTimeout(kill, options.timeout);
  child.on('close', finish);
  child.on('error', (error) => {
    problem = error;
    child.stdout?.destroy();
    child.stderr?.destroy();
    finish();
  });
  return child;
}

function promisified(run) {
  return (...args) => {
    const { promise, resolve, reject } = Promise.withResolvers();
    promise.child = run(...args, (error, stdout, stderr) => {
      if (error === null) {
        resolve({ stdout, stderr });
      } else {
        error.stdout = stdout;
        error.stderr = stderr;
        reject(error);
      }
    });
    return promise;
  };
}

for (const run of [exec, execFile]) {
  const value = promisified(run);
  Object.defineProperty(value, 'name', { __proto__: null, value: run.name });
  Object.defineProperty(run, Symbol.for('nodejs.util.promisify.custom'), {
    __proto__: null, enumerable: false, value,
  });
}

/**
 * Runs a program to its end.
 * @param {string} file
 * @param {string[]} [args]
 * @param {object} [options]
 */
function spawnSync(file, args, options) {
  options = { maxBuffer: MAX_BUFFER, ...prepare(file, args, options, true) };
  validateLimits(options);
  options.killSignal = signalNumber(options.killSignal === undefined ? 'SIGTERM' : options.killSignal);
  const { input, encoding } = options;
  if (input !== undefined && input !== null) {
    if (typeof input === 'string') options.input = Buffer.from(input, encoding);
    else if (!ArrayBuffer.isView(input)) {
      throw new ERR_INVALID_ARG_TYPE(
        'options.stdio[0]', ['Buffer', 'TypedArray', 'DataView', 'string'], input);
    }
    options.stdio[0] = 'pipe';
  }
  const inherited = options.inherited;
  const result = binding.spawnSync(options);
  if (result.output.length === 0) result.output = null;
  if (result.output && encoding && encoding !== 'buffer') {
    result.output = result.output.map((bytes) => bytes && bytes.toString(encoding));
  }
  result.stdout = result.output && result.output[1];
  result.stderr = result.output && result.output[2];
  if (result.error) {
    const code = errnoName(result.error);
    const name = options.file;
    result.error = genericNodeError(`spawnSync ${name} ${code}`, {
      errno: result.error, code, syscall: `spawnSync ${name}`, path: name,
      spawnargs: options.args.slice(1),
    });
  } else {
    // Node leaves the property out.
    delete result.error;
  }
  if (inherited && result.stderr?.length > 0) process.stderr.write(result.stderr);
  return result;
}

function failure(result, args, cmd) {
  let error;
  if (result.error) {
    error = result.error;
    Object.assign(error, result);
  } else if (result.status !== 0) {
    let message = `Command failed: ${cmd ?? args.join(' ')}`;
    if (result.stderr?.length > 0) message += `\n${result.stderr.toString()}`;
    error = genericNodeError(message, result);
  }
  return error;
}

/** Runs a program to its end; throws where it fails. */
function execFileSync(file, args, options) {
  ({ file, args, options } = prepareFile(file, args, options));
  const inherits = !options?.stdio;
  const result = spawnSync(file, args, options);
  if (inherits && result.stderr?.length > 0) process.stderr.write(result.stderr);
  const error = failure(result, [file, ...(args ?? [])]);
  if (error) throw error;
  return result.stdout;
}

/** Runs a command in a shell to its end; throws where it fails. */
function execSync(command, options) {
  const wanted = execArguments(command, options);
  const inherits = !wanted.options.stdio;
  const result = spawnSync(wanted.file, wanted.options);
  if (inherits && result.stderr?.length > 0) process.stderr.write(result.stderr);
  const error = failure(result, undefined, command);
  if (error) throw error;
  return result.stdout;
}

/**
 * Starts another Ouro that can exchange messages with this one.
 * @param {string | URL} modulePath
 * @param {string[]} [args]
 * @param {object} [options] execPath, execArgv, silent, serialization, …
 */
function fork(modulePath, args = [], options) {
  modulePath = require('internal/child_process/stdio').toPath(modulePath, 'modulePath');
  if (args === null || args === undefined) args = [];
  else if (typeof args === 'object' && !Array.isArray(args)) {
    options = args;
    args = [];
  } else if (!Array.isArray(args)) {
    throw new ERR_INVALID_ARG_TYPE('args', 'Array', args);
  }
  if (options !== undefined && options !== null) validateObject(options, 'options');
  options = { shell: false, ...options };
  options.execPath ||= process.execPath;
  validateOneOf(options.serialization, 'options.serialization', [undefined, 'json']);
  const execArgv = options.execArgv ?? process.execArgv;
  args = [...execArgv, modulePath, ...args];
  if (typeof options.stdio === 'string') {
    if (!['ignore', 'pipe', 'overlapped', 'inherit'].includes(options.stdio)) {
      throw new ERR_INVALID_ARG_VALUE('stdio', options.stdio);
    }
    options.stdio = [options.stdio, options.stdio, options.stdio, 'ipc'];
  } else if (!Array.isArray(options.stdio)) {
    options.stdio = options.silent ?
      ['pipe', 'pipe', 'pipe', 'ipc'] : ['inherit', 'inherit', 'inherit', 'ipc'];
  } else if (!options.stdio.includes('ipc')) {
    throw genericNodeError("Forked processes must have an IPC channel, missing value 'ipc' in options.stdio", {
      code: 'ERR_CHILD_PROCESS_IPC_REQUIRED',
    });
  }
  return spawn(options.execPath, args, options);
}

module.exports = {
  ChildProcess,
  exec,
  execFile,
  execFileSync,
  execSync,
  fork,
  spawn,
  spawnSync,
};
