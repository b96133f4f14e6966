'use strict';
// Control sequences for the cursor, at once and together.
const assert = require('assert');
const { PassThrough } = require('stream');
const readline = require('readline');
const { Readline } = require('readline/promises');
const { mustCall } = require('../testkit.js');

const sent = (action) => {
  const stream = new PassThrough();
  action(stream);
  return String(stream.read() ?? '');
};
assert.strictEqual(sent((s) => readline.clearLine(s, 0)), '\x1b[2K');
assert.strictEqual(sent((s) => readline.clearLine(s, -1)), '\x1b[1K');
assert.strictEqual(sent((s) => readline.clearScreenDown(s)), '\x1b[0J');
assert.strictEqual(sent((s) => readline.cursorTo(s, 2)), '\x1b[3G');
assert.strictEqual(sent((s) => readline.cursorTo(s, 2, 4)), '\x1b[5;3H');
assert.strictEqual(sent((s) => readline.moveCursor(s, -2, 3)), '\x1b[2D\x1b[3B');
assert.strictEqual(sent((s) => readline.moveCursor(s, 0, 0)), '');
assert.strictEqual(readline.cursorTo(undefined, 1, 2, mustCall()), true);
assert.throws(() => readline.cursorTo(new PassThrough(), 'a', 1), {
  code: 'ERR_INVALID_CURSOR_POS',
});
assert.throws(() => readline.cursorTo(new PassThrough(), NaN), { code: 'ERR_INVALID_ARG_VALUE' });

const stream = new PassThrough();
const cursor = new Readline(stream);
cursor.cursorTo(0).clearLine(1).rollback();
cursor.moveCursor(1, 1).clearScreenDown().commit().then(mustCall(() => {
  assert.strictEqual(String(stream.read()), '\x1b[1C\x1b[1B\x1b[0J');
}));
assert.throws(() => new Readline({}), { code: 'ERR_INVALID_ARG_TYPE' });
