'use strict';
// Node docs: REPL, Commands and special keys; replServer.defineCommand.

const assert = require('node:assert');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const repl = require('node:repl');
const { Stream } = require('node:stream');

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'repl-'));
process.on('exit', () => fs.rmSync(folder, { recursive: true }));

const input = new Stream();
input.readable = true;
input.pause = input.resume = () => input;
const output = new Stream();
output.writable = true;
let written = '';
output.write = (text) => {
  written += text;
  return true;
};
const server = repl.start({ prompt: '> ', input, output, terminal: false });
const ask = (text) => {
  written = '';
  input.emit('data', `${text}\n`);
  return written;
};

assert.strictEqual(ask('.help'),
  '.break   Sometimes you get stuck, this gets you out\n' +
  '.clear   Break, and also clear the local context\n' +
  '.exit    Exit the REPL\n' +
  '.help    Print this help message\n' +
  '.load    Load JS from a file into the REPL session\n' +
  '.save    Save all evaluated commands in this REPL session to a file\n' +
  '\nPress Ctrl+C to abort current expression, Ctrl+D to exit the REPL\n> ');

ask('let kept = {');
ask('  one: 1 }');
const file = path.join(folder, 'saved.js');
assert.strictEqual(ask(`.save ${file}`), `Session saved to: ${file}\n> `);
assert.strictEqual(fs.readFileSync(file, 'utf8'), 'let kept = {\n  one: 1 }');

const contexts = [];
server.on('reset', (context) => contexts.push(context));
assert.strictEqual(ask('.clear'), 'Clearing context...\n> ');
assert.deepStrictEqual(contexts, [server.context]);
assert.strictEqual(ask('typeof kept'), '\'undefined\'\n> ');
assert.deepStrictEqual([...server.lines], ['typeof kept']);

ask(`.load ${file}`);
assert.strictEqual(ask('kept.one'), '1\n> ');
assert.strictEqual(ask(`.load ${folder}`), `Failed to load: ${folder} is not a valid file\n> `);
assert.strictEqual(ask(`.load ${file}.x`), `Failed to load: ${file}.x\n> `);
assert.strictEqual(ask('.load'), 'The "file" argument must be specified\n> ');
assert.strictEqual(ask('.save'), 'The "file" argument must be specified\n> ');

server.defineCommand('say', {
  help: 'says it',
  action(text) {
    this.output.write(`said ${text}\n`);
    this.displayPrompt();
  },
});
assert.strictEqual(ask('.say two words'), 'said two words\n> ');
assert.match(ask('.help'), /\n\.say {5}says it\n/);
assert.throws(() => server.defineCommand('x', { action: 1 }), { code: 'ERR_INVALID_ARG_TYPE' });

let exits = 0;
server.on('exit', () => { exits += 1; });
ask('.exit');
process.on('exit', () => assert.strictEqual(exits, 1));
