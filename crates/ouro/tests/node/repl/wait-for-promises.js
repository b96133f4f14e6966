'use strict';
// Node docs: REPL, Await keyword.

const assert = require('node:assert');
const repl = require('node:repl');
const { PassThrough } = require('node:stream');

const input = new PassThrough();
const output = new PassThrough({ encoding: 'utf8' });
repl.start({ prompt: '', input, output, terminal: false });

let written = '';
const wanted = [
  ['await Promise.resolve(3)', '3\n'],
  ['const { sep } = await import("path")', 'undefined\n'],
  ['sep', '\'/\'\n'],
  ['await Promise.reject(Object.create(null))', 'Uncaught [Object: null prototype] {}\n'],
  ['setTimeout(() => { throw new Error("later") }); 1', '1\nUncaught Error: later\n'],
  ['(async () => { await 1 })() instanceof Promise', 'true\n'],
];

function next() {
  written = '';
  if (wanted.length === 0) {
    input.end();
    return;
  }
  input.write(`${wanted[0][0]}\n`);
}

output.on('data', (text) => {
  written += text;
  if (!wanted[0][1].startsWith(written)) console.error(written, 'is not', wanted[0][1]);
  if (written !== wanted[0][1]) return;
  wanted.shift();
  setImmediate(next);
});
process.on('exit', () => assert.strictEqual(wanted.length, 0));
next();
