'use strict';
// Moving a terminal's cursor and clearing what is on it: the functions of node:readline. Control
// sequences: ECMA-48; behaviour: Node's documentation of readline.

const { codes: { ERR_INVALID_ARG_VALUE, ERR_INVALID_CURSOR_POS } } = require('internal/errors');
const { validateFunction } = require('internal/validators');

const CLEAR_DOWN = '\x1b[0J';

// The sequence that clears left of the cursor (below 0), right of it (above 0), or the whole line.
function clearSequence(direction) {
  if (direction < 0) return '\x1b[1K';
  return direction > 0 ? '\x1b[0K' : '\x1b[2K';
}

function toSequence(x, y) {
  return typeof y === 'number' ? `\x1b[${y + 1};${x + 1}H` : `\x1b[${x + 1}G`;
}

function bySequence(dx, dy) {
  let data = '';
  if (dx) data += dx < 0 ? `\x1b[${-dx}D` : `\x1b[${dx}C`;
  if (dy) data += dy < 0 ? `\x1b[${-dy}A` : `\x1b[${dy}B`;
  return data;
}

function send(stream, data, callback) {
  if (callback !== undefined) validateFunction(callback, 'callback');
  if (stream === null || stream === undefined || data === '') {
    if (callback !== undefined) process.nextTick(callback, null);
    return true;
  }
  return stream.write(data, callback);
}

function clearLine(stream, direction, callback) {
  return send(stream, clearSequence(direction), callback);
}

function clearScreenDown(stream, callback) {
  return send(stream, CLEAR_DOWN, callback);
}

function cursorTo(stream, x, y, callback) {
  if (typeof y === 'function') {
    callback = y;
    y = undefined;
  }
  if (callback !== undefined) validateFunction(callback, 'callback');
  if (Number.isNaN(x)) throw new ERR_INVALID_ARG_VALUE('x', x);
  if (Number.isNaN(y)) throw new ERR_INVALID_ARG_VALUE('y', y);
  const places = typeof x === 'number' || typeof y === 'number';
  if (!places || stream === null || stream === undefined) return send(null, '', callback);
  if (typeof x !== 'number') throw new ERR_INVALID_CURSOR_POS();
  return send(stream, toSequence(x, y), callback);
}

function moveCursor(stream, dx, dy, callback) {
  return send(stream, bySequence(dx, dy), callback);
}

module.exports = {
  CLEAR_DOWN,
  bySequence,
  clearLine,
  clearScreenDown,
  clearSequence,
  cursorTo,
  moveCursor,
  toSequence,
};
