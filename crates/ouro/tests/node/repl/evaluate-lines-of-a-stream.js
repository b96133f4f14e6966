'use strict';
// Node docs: REPL, repl.start, with `terminal` false.

const assert = require('node:assert');
const repl = require('node:repl');
const { Stream } = require('node:stream');

function session(options) {
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
  const server = repl.start({ prompt: '> ', input, output, terminal: false, ...options });
  written = '';
  const ask = (text) => {
    written = '';
    input.emit('data', `${text}\n`);
    return written;
  };
  return { ask, server };
}

const { ask, server } = session({});
assert(server instanceof repl.REPLServer);
assert(server instanceof require('node:readline').Interface);

assert.strictEqual(ask('1 + 1'), '2\n> ');
assert.strictEqual(ask('_ * 21'), '42\n> ');
assert.strictEqual(ask('{ a: 1 }'), '{ a: 1 }\n> ');
assert.strictEqual(ask('{ a: 1 };'), '1\n> ');
assert.strictEqual(ask('{}),({}'), '| ');
assert.strictEqual(ask('.break'), '> ');
assert.strictEqual(ask('function f() {'), '| ');
assert.strictEqual(ask('return `a'), '| ');
assert.strictEqual(ask('b` }'), 'undefined\n> ');
assert.strictEqual(ask('f()'), '\'a\\nb\'\n> ');
assert.strictEqual(ask('\'the\\'), '| ');
assert.strictEqual(ask('end\''), '\'theend\'\n> ');
assert.strictEqual(ask('let once = 1'), 'undefined\n> ');
assert.strictEqual(ask('let once = 2'),
  'Uncaught SyntaxError: Identifier \'once\' has already been declared\n> ');
assert.strictEqual(ask('await f('), '| ');
assert.strictEqual(ask('.break'), '> ');
assert.strictEqual(ask('return 1'),
  'return 1\n^^^^^^\n\nUncaught SyntaxError: Illegal return statement\n> ');
assert.strictEqual(ask('x y'), 'x y\n  ^\n\nUncaught SyntaxError: Unexpected identifier \'y\'\n> ');
assert.strictEqual(ask('null.x'),
  'Uncaught TypeError: Cannot read properties of null (reading \'x\')\n> ');
assert.strictEqual(ask('_error.name'), '\'TypeError\'\n> ');
assert.strictEqual(ask('throw { a: 1 }'), 'Uncaught { a: 1 }\n> ');
assert.strictEqual(ask('throw null'), 'Uncaught null\n> ');
assert.strictEqual(ask('{throw 0}'), 'Uncaught 0\n> ');
assert.strictEqual(ask('/0'),
  '/0\n^\n\nUncaught SyntaxError: Invalid regular expression: missing /\n> ');
assert.strictEqual(ask('.nope'), 'Invalid REPL keyword\n> ');
assert.strictEqual(ask('.5'), '0.5\n> ');
assert.strictEqual(ask('typeof require, module.id'), '\'<repl>\'\n> ');
assert.strictEqual(ask('path.basename(\'/a/b\')'), '\'b\'\n> ');
assert.strictEqual(ask('_ = 1'), 'Expression assignment to _ now disabled.\n1\n> ');
assert.strictEqual(ask('import { sep } from \'path\''),
  'import { sep } from \'path\'\n^^^^^^\n\nUncaught:\nSyntaxError: Cannot use import statement ' +
  'inside the Node.js REPL, alternatively use dynamic import: const { sep } = await ' +
  'import("path");\n> ');
assert.strictEqual(globalThis.once, undefined);

// Contexts of their own, or the program's.
server.context.given = 7;
assert.strictEqual(ask('given'), '7\n> ');
assert.strictEqual(ask('globalThis.leak = 1'), '1\n> ');
assert.strictEqual(globalThis.leak, undefined);
const own = session({ useGlobal: true });
assert.strictEqual(own.ask('globalThis.leaked = 2'), '2\n> ');
assert.strictEqual(globalThis.leaked, 2);
delete globalThis.leaked;

// Strict mode, and no `undefined`.
const strict = session({ replMode: repl.REPL_MODE_STRICT, ignoreUndefined: true });
assert.strictEqual(strict.ask('let y = 1'), '> ');
assert.strictEqual(strict.ask('undeclared = 1'),
  'Uncaught ReferenceError: undeclared is not defined\n> ');
