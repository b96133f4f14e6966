'use strict';
// Node docs: REPL, Commands and special keys, Persistent history; the `terminal` option.

const assert = require('node:assert');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const repl = require('node:repl');
const { Stream } = require('node:stream');

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'repl-'));
process.on('exit', () => fs.rmSync(folder, { recursive: true }));
const file = path.join(folder, 'history');

const input = new Stream();
input.readable = true;
input.pause = input.resume = () => input;
const output = new Stream();
output.writable = true;
output.columns = 80;
let written = '';
output.write = (text) => {
  written += text;
  return true;
};
const server = repl.start({
  prompt: '> ', input, output, terminal: true, preview: false, useColors: false,
});
const type = (text) => {
  written = '';
  input.emit('data', text);
  return written;
};
const press = (key) => {
  written = '';
  input.emit('keypress', '', key);
  return written;
};
const PROMPT = '\x1b[1G\x1b[0J> \x1b[3G';

server.setupHistory(file, (error) => {
  assert(!error);
  assert.strictEqual(type('1 + 1\n'), `1 + 1\r\n2\n${PROMPT}`);
  assert.strictEqual(type('let a = {\n'), 'let a = {\r\n| ');
  assert.strictEqual(server.line, 'let a = {\n');
  assert.strictEqual(type('b: 1 }\n'), `b: 1 }\r\nundefined\n${PROMPT}`);
  assert.strictEqual(type('\x1b[A'), '\x1b[1G\x1b[0J> let a = {\n| b: 1 }\x1b[9G');
  assert.strictEqual(server.line, 'let a = {\nb: 1 }');
  type('\x1b[A');
  assert.strictEqual(server.cursor, 6);
  type('\x1b[A');
  assert.strictEqual(server.line, '1 + 1');
  press({ ctrl: true, name: 'u' });

  assert.strictEqual(type('.editor\n'),
    '.editor\r\n// Entering editor mode (Ctrl+D to finish, Ctrl+C to cancel)\n');
  type('  let i = 1;\n');
  type('i + 3');
  assert.strictEqual(press({ ctrl: true, name: 'd' }), `\r\n4\n${PROMPT}`);

  assert.strictEqual(press({ ctrl: true, name: 'r' }), '\nbck-i-search: _\x1b[1A\x1b[3G');
  assert.strictEqual(type('+'), '\x1b[0Ji + 3\nbck-i-search: +_\x1b[1A\x1b[5G');
  press({ name: 'escape' });
  assert.strictEqual(server.line, '');

  assert.strictEqual(press({ ctrl: true, name: 'c' }),
    `\r\n(To exit, press Ctrl+C again or Ctrl+D or type .exit)\n${PROMPT}`);
  server.on('exit', () => {
    const check = () => {
      const kept = fs.readFileSync(file, 'utf8').split('\n');
      assert.deepStrictEqual(kept.slice(-2), ['b: 1 }\rlet a = {', '1 + 1']);
    };
    if (server.historyManager.isFlushing) server.once('flushHistory', check);
    else check();
  });
  press({ ctrl: true, name: 'c' });
});
