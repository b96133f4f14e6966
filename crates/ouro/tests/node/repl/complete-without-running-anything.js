'use strict';
// Node docs: REPL, the `completer` option and replServer's completion.

const assert = require('node:assert');
const repl = require('node:repl');
const { Stream } = require('node:stream');

const input = new Stream();
input.readable = true;
input.pause = input.resume = () => input;
const output = new Stream();
output.writable = true;
output.write = () => true;
const server = repl.start({
  prompt: '', input, output, terminal: false, allowBlockingCompletions: true,
});
const pending = [];
const complete = (text, check) => {
  pending.push(text);
  server.complete(text, (error, found) => {
    pending.splice(pending.indexOf(text), 1);
    assert.strictEqual(error, null);
    check(found);
  });
};
const completes = (text, ...wanted) => complete(text, (found) => {
  for (const name of wanted) assert(found[0].includes(name), `${text}: ${found[0]}`);
});
const nothing = (text) => complete(text, (found) => assert.deepStrictEqual(found[0], [], text));
process.on('exit', () => assert.deepStrictEqual(pending, []));

input.emit('data', 'let seen = 0, key = "deep", o = { deep: { x: 1 }, get g() { seen++; return o } };\n');
input.emit('data', 'class A { constructor() { this.m = 1 } }; A.B = class { static s = 1 };\n');
input.emit('data', 'let proxy = new Proxy({ a: 1 }, { get() { seen++ }, ownKeys() { seen++; return [] } });\n');

completes('o.', 'o.deep', 'o.g', 'o.toString');
completes('o.deep.', 'o.deep.x');
completes('o["de" + "ep"].', 'o["de" + "ep"].x');
completes('o[key].', 'o[key].x');
completes('1 + o.de', 'o.deep');
completes('new A.B.s', 'A.B.s');
completes('delete o.deep.', 'o.deep.x');
completes('Mat', 'Math');
completes('ke', 'key');
completes('typeof glob', 'globalThis', 'global');
completes('.he', 'help');
completes('require("fs/pro', 'fs/promises');
completes('import("node:fs/pro', 'node:fs/promises');
nothing('o.g.');
nothing('o["g"].');
nothing('missing.');
nothing('missing.x.');
nothing('proxy.');
nothing('import("fs"');
complete('o.deep.x', (found) => assert.deepStrictEqual(found, [['o.deep.x'], 'o.deep.x']));
setTimeout(() => assert.strictEqual(server.context.seen ?? 0, 0), 1);
input.emit('data', 'globalThis.total = seen\n');
assert.strictEqual(server.context.total, 0);
