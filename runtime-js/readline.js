'use strict';
// node:readline. The interface is in internal/readline; cursor functions in its `cursor`.
// Node's documentation of readline.

const { Interface } = require('internal/readline/interface');
const { clearLine, clearScreenDown, cursorTo, moveCursor } = require('internal/readline/cursor');

function createInterface(input, output, completer, terminal) {
  return new Interface(input, output, completer, terminal);
}

module.exports = {
  Interface,
  clearLine,
  clearScreenDown,
  createInterface,
  cursorTo,
  get emitKeypressEvents() {
    return require('internal/readline/keypress').emitKeypressEvents;
  },
  moveCursor,
  get promises() {
    return require('readline/promises');
  },
};
