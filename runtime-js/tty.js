'use strict';
// node:tty: the JavaScript half of crates/ouro-node/src/tty.rs. Node docs: TTY.

const { codes } = require('internal/errors');
const { Socket } = require('internal/net/socket');
const binding = internalBinding('tty');

/** Whether a descriptor is a terminal. */
function isatty(fd) {
  return Number.isInteger(fd) && fd >= 0 && fd <= 2147483647 && binding.isatty(fd);
}

function openTerminal(fd) {
  if (fd >> 0 !== fd || fd < 0) throw new codes.ERR_INVALID_FD(fd);
  const failure = {};
  const handle = new binding.TTY(fd, failure);
  if (failure.code !== undefined) throw new codes.ERR_TTY_INIT_FAILED(failure);
  return handle;
}

function ReadStream(fd, options) {
  if (!(this instanceof ReadStream)) return new ReadStream(fd, options);
  const handle = openTerminal(fd);
  Socket.call(this, { readableHighWaterMark: 0, handle, manualStart: true, ...options });
  this.isRaw = false;
  this.isTTY = true;
}
Object.setPrototypeOf(ReadStream.prototype, Socket.prototype);
Object.setPrototypeOf(ReadStream, Socket);

/** Whether each key comes at once and unchanged, instead of lines. */
ReadStream.prototype.setRawMode = function setRawMode(flag) {
  flag = Boolean(flag);
  const failed = this._handle?.setRawMode(flag);
  if (failed) {
    const { ErrnoException } = require('internal/errors');
    this.emit('error', new ErrnoException(failed, 'setRawMode'));
    return this;
  }
  this.isRaw = flag;
  return this;
};

function WriteStream(fd) {
  if (!(this instanceof WriteStream)) return new WriteStream(fd);
  const handle = openTerminal(fd);
  Socket.call(this, { readableHighWaterMark: 0, handle, manualStart: true });
  // What was written is seen before the process ends.
  this._handle.setBlocking(true);
  const size = [0, 0];
  if (this._handle.getWindowSize(size) === 0) {
    this.columns = size[0];
    this.rows = size[1];
  }
}
Object.setPrototypeOf(WriteStream.prototype, Socket.prototype);
Object.setPrototypeOf(WriteStream, Socket);

WriteStream.prototype.isTTY = true;

WriteStream.prototype.getColorDepth = function getColorDepth(env) {
  return require('internal/tty/colors').getColorDepth(env);
};

WriteStream.prototype.hasColors = function hasColors(count, env) {
  return require('internal/tty/colors').hasColors(count, env);
};

/** Asks for the size anew; emits 'resize' where it has changed. */
WriteStream.prototype._refreshSize = function _refreshSize() {
  const { columns, rows } = this;
  const size = [0, 0];
  const failed = this._handle.getWindowSize(size);
  if (failed) {
    const { ErrnoException } = require('internal/errors');
    this.emit('error', new ErrnoException(failed, 'getWindowSize'));
    return;
  }
  if (columns !== size[0] || rows !== size[1]) {
    this.columns = size[0];
    this.rows = size[1];
    this.emit('resize');
  }
};

function send(stream, text, callback) {
  if (callback !== undefined) require('internal/validators').validateFunction(callback, 'callback');
  if (text === '') {
    if (callback) process.nextTick(callback, null);
    return true;
  }
  return stream.write(text, callback);
}

WriteStream.prototype.cursorTo = function cursorTo(x, y, callback) {
  if (typeof y === 'function') {
    callback = y;
    y = undefined;
  }
  if (Number.isNaN(x)) throw new codes.ERR_INVALID_ARG_VALUE('x', x);
  if (Number.isNaN(y)) throw new codes.ERR_INVALID_ARG_VALUE('y', y);
  if (typeof x !== 'number' && typeof y === 'number') throw new codes.ERR_INVALID_CURSOR_POS();
  if (typeof x !== 'number') return send(this, '', callback);
  const place = typeof y !== 'number' ? `\x1b[${x + 1}G` : `\x1b[${y + 1};${x + 1}H`;
  return send(this, place, callback);
};

WriteStream.prototype.moveCursor = function moveCursor(dx, dy, callback) {
  let text = '';
  if (dx < 0) text += `\x1b[${-dx}D`;
  else if (dx > 0) text += `\x1b[${dx}C`;
  if (dy < 0) text += `\x1b[${-dy}A`;
  else if (dy > 0) text += `\x1b[${dy}B`;
  return send(this, text, callback);
};

WriteStream.prototype.clearLine = function clearLine(direction, callback) {
  return send(this, direction < 0 ? '\x1b[1K' : direction > 0 ? '\x1b[0K' : '\x1b[2K', callback);
};

WriteStream.prototype.clearScreenDown = function clearScreenDown(callback) {
  return send(this, '\x1b[0J', callback);
};

WriteStream.prototype.getWindowSize = function getWindowSize() {
  return [this.columns, this.rows];
};

module.exports = { isatty, ReadStream, WriteStream };
