'use strict';
// process.stdin, stdout and stderr: the JavaScript half of crates/ouro-node/src/process/stdio.rs.
// Node docs: process.stdout; A note on process I/O.

const binding = internalBinding('stdio');
let stdin;
const outputs = [];

/** A stream whose writes are done when `write` returns: files and pipes. */
function syncWriter(fd, type) {
  const { Writable } = require('stream');
  const stream = new Writable({
    decodeStrings: false,
    write(chunk, encoding, callback) {
      const errno = binding.write(fd, chunk, encoding);
      callback(errno === undefined ? null :
        new (require('internal/errors').ErrnoException)(errno, 'write'));
    },
  });
  stream.fd = fd;
  if (type === 'fs') stream.readable = false;
  stream._type = type;
  return stream;
}

function output(fd) {
  if (outputs[fd] !== undefined) return outputs[fd];
  const type = binding.handleType(fd);
  let stream;
  if (type === 'TTY') {
    stream = new (require('tty').WriteStream)(fd);
    stream._type = 'tty';
    // The window of the terminal was resized.
    process.on('SIGWINCH', () => stream._refreshSize());
  } else {
    stream = syncWriter(fd, type === 'FILE' ? 'fs' : 'pipe');
  }
  stream._isStdio = true;
  // Standard streams are never really closed.
  stream.destroySoon = stream.destroy;
  stream._destroy = function (error, callback) {
    callback(error);
    this._undestroy();
    if (!this._writableState.emitClose) process.nextTick(() => this.emit('close'));
  };
  outputs[fd] = stream;
  // From now on the console writes through the stream, which the program may have patched.
  internalBinding('console').setStream(fd, stream);
  return stream;
}

function stopReading() {
  const handle = stdin._handle;
  if (!handle?.reading || stdin.readableFlowing) return;
  handle.reading = false;
  stdin._readableState.reading = false;
  handle.readStop();
}

function input() {
  if (stdin !== undefined) return stdin;
  const type = binding.handleType(0);
  if (type === 'TTY') {
    stdin = new (require('tty').ReadStream)(0);
  } else if (type === 'FILE') {
    stdin = new (require('fs').ReadStream)(null, { fd: 0, autoClose: false });
  } else if (type === 'PIPE' || type === 'TCP') {
    const { Socket } = require('net');
    stdin = new Socket({ fd: 0, readable: true, writable: false, manualStart: true });
    stdin._type = 'pipe';
  } else {
    const { Readable } = require('stream');
    stdin = new Readable({ read() {} });
    stdin.push(null);
  }
  stdin.fd = 0;
  const handle = stdin._handle;
  if (handle?.readStop) {
    // Nothing is read, and nothing keeps the program alive, until somebody wants to read.
    handle.reading = false;
    stdin._readableState.reading = false;
    handle.readStop();
    stdin.on('pause', () => process.nextTick(stopReading));
  }
  return stdin;
}

module.exports = {
  get stdin() {
    return input();
  },
  get stdout() {
    return output(1);
  },
  get stderr() {
    return output(2);
  },
  openStdin() {
    const stream = input();
    stream.resume();
    return stream;
  },
};
