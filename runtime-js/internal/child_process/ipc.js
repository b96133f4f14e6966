'use strict';
// node:child_process, messages between parent and child: one JSON text a line, over the socket pair
// that both inherit. No Rust half. Node docs: subprocess.send, process.send, Event: 'message'.

const {
  codes: { ERR_INVALID_ARG_TYPE, ERR_IPC_CHANNEL_CLOSED, ERR_IPC_DISCONNECTED, ERR_MISSING_ARGS },
} = require('internal/errors');
const { StringDecoder } = require('string_decoder');

/**
 * Gives a ChildProcess or `process` the methods and events of a channel.
 * @param {EventEmitter} target
 * @param {number} fd the socket's descriptor
 * @param {boolean} parent
 */
function attach(target, fd, parent) {
  const { Socket } = require('net');
  const socket = new Socket({ fd, readable: true, writable: true });
  const decoder = new StringDecoder('utf8');
  let rest = '';
  let listeners = 0;

  const channel = {
    ref() { socket.ref(); },
    unref() { socket.unref(); },
    get fd() { return fd; },
  };
  target.connected = true;
  target.channel = channel;
  target._channel = channel;

  function receive(message) {
    if (message !== null && typeof message === 'object' && typeof message.cmd === 'string' &&
        message.cmd.startsWith('NODE_')) {
      target.emit('internalMessage', message, undefined);
    } else {
      target.emit('message', message, undefined);
    }
  }

  socket.on('data', (chunk) => {
    const lines = (rest + decoder.write(chunk)).split('\n');
    rest = lines.pop();
    for (const line of lines) {
      if (line.length > 0) process.nextTick(receive, JSON.parse(line));
    }
  });
  socket.on('error', () => disconnected());
  socket.on('close', () => disconnected());
  socket.on('end', () => disconnected());

  function disconnected() {
    if (target.channel === null) return;
    target.channel = null;
    target._channel = null;
    const was = target.connected;
    target.connected = false;
    socket.destroy();
    if (was || !target._disconnected) process.nextTick(() => target.emit('disconnect'));
    target._disconnected = true;
  }

  /** Sends a message; `false` where much is waiting to be sent already. */
  target.send = function send(message, handle, options, callback) {
    if (typeof handle === 'function') callback = handle;
    else if (typeof options === 'function') callback = options;
    else if (options !== undefined && (options === null || typeof options !== 'object')) {
      throw new ERR_INVALID_ARG_TYPE('options', 'Object', options);
    }
    if (!target.connected) {
      const error = new ERR_IPC_CHANNEL_CLOSED();
      if (typeof callback === 'function') process.nextTick(callback, error);
      else process.nextTick(() => target.emit('error', error));
      return false;
    }
    if (message === undefined) throw new ERR_MISSING_ARGS('message');
    if (message === null ||
        !['string', 'object', 'number', 'boolean'].includes(typeof message)) {
      if (message !== null) {
        throw new ERR_INVALID_ARG_TYPE('message', ['string', 'object', 'number', 'boolean'], message);
      }
    }
    const done = typeof callback === 'function' ?
      (error) => process.nextTick(callback, error ?? null) : undefined;
    return socket.write(`${JSON.stringify(message)}\n`, done);
  };

  target.disconnect = function disconnect() {
    if (!target.connected) {
      target.emit('error', new ERR_IPC_DISCONNECTED());
      return;
    }
    target.connected = false;
    socket.end();
    disconnected();
  };

  if (!parent) {
    // The channel keeps a child alive only while it listens.
    socket.unref();
    target.on('newListener', (name) => {
      if ((name === 'message' || name === 'disconnect') && listeners++ === 0) socket.ref();
    });
    target.on('removeListener', (name) => {
      if ((name === 'message' || name === 'disconnect') && --listeners === 0) socket.unref();
    });
  }
}

module.exports = { attach };
