'use strict';
// emitKeypressEvents names keys, alone and in sequences that arrive in pieces.
const assert = require('assert');
const { PassThrough } = require('stream');
const readline = require('readline');

const stream = new PassThrough();
readline.emitKeypressEvents(stream);
const keys = [];
stream.on('keypress', (text, key) => keys.push([text, key.name, key.ctrl, key.meta, key.shift]));

for (const piece of ['a', 'Z', '\x03', '\r', '\x1b[A', '\x1b', '[1;5C', '\x1b[3~', '\x1bOP', '\x1bb',
  '\x1b[Z', '\x1b[200~', 'é', '\x1b[2;', '3~', '\x7f']) {
  stream.emit('data', Buffer.from(piece));
}
assert.deepStrictEqual(keys, [
  ['a', 'a', false, false, false],
  ['Z', 'z', false, false, true],
  ['\x03', 'c', true, false, false],
  ['\r', 'return', false, false, false],
  [undefined, 'up', false, false, false],
  [undefined, 'right', true, false, false],
  [undefined, 'delete', false, false, false],
  [undefined, 'f1', false, false, false],
  [undefined, 'b', false, true, false],
  [undefined, 'tab', false, false, true],
  [undefined, 'paste-start', false, false, false],
  ['é', undefined, false, false, false],
  [undefined, 'insert', false, true, false],
  ['\x7f', 'backspace', false, false, false],
]);
