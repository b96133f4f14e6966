'use strict';
// node:child_process, ChildProcess: the JavaScript half of crates/ouro-node/src/child_process/mod.rs.
// Node docs: Class: ChildProcess.

const EventEmitter = require('events');
const { ErrnoException, errnoName, codes: { ERR_INVALID_ARG_TYPE } } = require('internal/errors');
const { signalNumber } = require('internal/child_process/stdio');
const { validateObject, validateString } = require('internal/validators');
const binding = internalBinding('child_process');

// Failures that are reported as an event, not thrown.
const LATER = new Set(['EACCES', 'EAGAIN', 'EMFILE', 'ENFILE', 'ENOENT', 'ENOTDIR', 'ELOOP', 'ENOEXEC']);

function ChildProcess() {
  EventEmitter.call(this);
  this._closesNeeded = 1;
  this._closesGot = 0;
  this.connected = false;
  this.signalCode = null;
  this.exitCode = null;
  this.killed = false;
  this.spawnfile = null;
  this._handle = null;
}
Object.setPrototypeOf(ChildProcess.prototype, EventEmitter.prototype);
Object.setPrototypeOf(ChildProcess, EventEmitter);

function maybeClose(child) {
  child._closesGot++;
  if (child._closesGot === child._closesNeeded) {
    child.emit('close', child.exitCode, child.signalCode);
  }
}

function openPipe(child, fd, number) {
  const net = require('net');
  const stream = new net.Socket({ fd, readable: number !== 0, writable: number !== 1 && number !== 2 || number === 0 });
  if (number === 0) stream.resume?.();
  stream.on('close', () => maybeClose(child));
  return stream;
}

// Lets the readers of an ended child see what is still in its pipes.
function flush(child) {
  for (const stream of child.stdio) {
    if (stream && stream.readable && !stream._readableState.readableListening &&
        stream.readableFlowing === null && stream !== child.stdin) {
      stream.resume();
    }
  }
}

function onexit(child, code, signal) {
  child._handle = null;
  if (signal) child.signalCode = signal;
  else child.exitCode = code;
  child.stdin?.destroy();
  if (code < 0) {
    const syscall = child.spawnfile ? `spawn ${child.spawnfile}` : 'spawn';
    const error = new ErrnoException(code, syscall);
    if (child.spawnfile) error.path = child.spawnfile;
    error.spawnargs = child.spawnargs.slice(1);
    child.emit('error', error);
  } else {
    child.emit('exit', child.exitCode, child.signalCode);
  }
  process.nextTick(flush, child);
  maybeClose(child);
}

ChildProcess.prototype.spawn = function spawn(options) {
  validateObject(options, 'options');
  validateString(options.file, 'options.file');
  if (options.args !== undefined && !Array.isArray(options.args)) {
    throw new ERR_INVALID_ARG_TYPE('options.args', 'Array', options.args);
  }
  if (options.ends === undefined) {
    const [, ...args] = options.args ?? [options.file];
    options = require('internal/child_process/stdio').prepare(options.file, args, options);
  }
  this.spawnfile = options.file;
  this.spawnargs = options.args;
  const started = binding.spawn(options, (code, signal) => onexit(this, code, signal));
  const failed = typeof started === 'number';
  if (failed && !LATER.has(errnoName(started))) throw new ErrnoException(started, 'spawn');
  let ipc = -1;
  this.stdio = options.ends.map((end, number) => {
    if (end === null || failed) {
      if (!failed || end !== 'pipe' || number > 2) return null;
      return deadPipe(this, number);
    }
    const fd = started.pipes[number];
    if (end === 'ipc') {
      ipc = fd;
      return null;
    }
    if (number !== 0) this._closesNeeded++;
    else this._closesNeeded++;
    return openPipe(this, fd, number);
  });
  [this.stdin, this.stdout, this.stderr] = this.stdio;
  if (failed) {
    process.nextTick(onexit, this, started, '');
    this.pid = undefined;
    return started;
  }
  this._handle = started.handle;
  this.pid = started.pid;
  if (ipc >= 0) require('internal/child_process/ipc').attach(this, ipc, true);
  process.nextTick(() => this.emit('spawn'));
  return 0;
};

// What a child that never was has for its pipes: streams that are over.
function deadPipe(child, number) {
  const net = require('net');
  const stream = new net.Socket();
  child._closesNeeded++;
  stream.on('close', () => maybeClose(child));
  if (number !== 0) stream.push(null);
  stream.destroy();
  return stream;
}

/** Sends a signal; whether the child was there to get it. */
ChildProcess.prototype.kill = function kill(signal) {
  const number = signal === 0 ? 0 : signalNumber(signal === undefined ? 'SIGTERM' : signal);
  if (this._handle === null) return false;
  const result = binding.kill(this._handle, number);
  if (result === 0) {
    this.killed = number !== 0 || this.killed;
    return true;
  }
  const code = errnoName(result);
  if (code === 'ESRCH') return false;
  if (code === 'EINVAL' || code === 'ENOSYS') throw new ErrnoException(result, 'kill');
  this.emit('error', new ErrnoException(result, 'kill'));
  return false;
};

ChildProcess.prototype[Symbol.dispose] = function() {
  if (!this.killed) this.kill();
};

ChildProcess.prototype.ref = function ref() {
  if (this._handle !== null) binding.setReferenced(this._handle, true);
};

ChildProcess.prototype.unref = function unref() {
  if (this._handle !== null) binding.setReferenced(this._handle, false);
};

module.exports = { ChildProcess };
