'use strict';
// Node docs: REPL, Custom evaluation functions, Recoverable errors, Customizing REPL output.

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
  return {
    server,
    ask(text) {
      written = '';
      input.emit('data', `${text}\n`);
      return written;
    },
  };
}

const calls = [];
const own = session({
  eval(code, context, file, callback) {
    calls.push([code, context, /^REPL\d+$/.test(file)]);
    if (code.startsWith('more') && !code.includes('end')) {
      callback(new repl.Recoverable(new SyntaxError('more')));
    } else if (code.startsWith('fail')) {
      callback(new TypeError('failed'));
    } else if (code.startsWith('quiet')) {
      callback(null);
    } else {
      callback(null, code.trim().toUpperCase());
    }
  },
  writer: (value) => `<${value}>`,
});
assert.strictEqual(own.ask('abc'), '<ABC>\n> ');
assert.strictEqual(own.ask(''), '<>\n> ');
assert.strictEqual(own.ask('more'), '| ');
assert.strictEqual(own.ask('end'), '<MORE\nEND>\n> ');
assert.strictEqual(own.ask('quiet'), '> ');
assert.match(own.ask('fail'), /^Uncaught <TypeError: failed>\n> $|^Uncaught:?\s.*TypeError: failed/);
assert.deepStrictEqual(calls[0], ['abc\n', own.server.context, true]);
assert.strictEqual(calls[1][0], '\n');

assert(new repl.Recoverable(new Error()) instanceof SyntaxError);
assert.throws(() => repl.start({ eval() {}, breakEvalOnSigint: true }),
  { code: 'ERR_INVALID_REPL_EVAL_CONFIG' });

assert.strictEqual(repl.writer(new Proxy({ a: 1 }, {})), 'Proxy [ { a: 1 }, {} ]');
const colored = session({ useColors: true });
assert.strictEqual(colored.ask('1'), '\x1b[33m1\x1b[39m\n> ');
assert.strictEqual(colored.server.writer.options.colors, true);
assert.strictEqual(repl.writer.options.showProxy, true);

// What a session starts may not listen for the errors of the whole program.
const plain = session({});
assert.match(plain.ask('process.on("uncaughtException", () => {})'),
  /ERR_INVALID_REPL_INPUT.*Listeners for `uncaughtException` cannot be used in the REPL/);
assert.strictEqual(process.listenerCount('uncaughtException'), 0);
assert(repl.builtinModules.includes('fs'));
assert.strictEqual(repl.REPL_MODE_STRICT.toString(), 'Symbol(repl-strict)');
