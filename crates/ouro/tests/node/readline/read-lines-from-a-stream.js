'use strict';
// Lines from a stream: every line end, lines in pieces, the loop, and questions.
const assert = require('assert');
const { Readable, PassThrough } = require('stream');
const readline = require('readline');
const promises = require('readline/promises');
const { mustCall } = require('../testkit.js');

const pieces = ['a\nb', 'c\r', '\nd\re\u2028', 'f\n\n', 'last'];
const rl = readline.createInterface({ input: Readable.from(pieces), crlfDelay: Infinity });
const lines = [];
rl.on('line', (line) => lines.push(line));
rl.on('close', mustCall(() => {
  assert.deepStrictEqual(lines, ['a', 'bc', 'd', 'e', 'f', '', 'last']);
  assert.throws(() => rl.pause(), { code: 'ERR_USE_AFTER_CLOSE' });
}));

(async () => {
  const seen = [];
  for await (const line of readline.createInterface({ input: Readable.from(['1\n2\n', '3']) })) {
    seen.push(line);
  }
  assert.deepStrictEqual(seen, ['1', '2', '3']);

  const input = new PassThrough();
  const output = new PassThrough();
  const asking = promises.createInterface({ input, output });
  const answer = asking.question('name? ');
  input.write('ouro\n');
  assert.strictEqual(await answer, 'ouro');
  assert.strictEqual(String(output.read()), 'name? ');
  const controller = new AbortController();
  const aborted = asking.question('again? ', { signal: controller.signal });
  controller.abort();
  await assert.rejects(aborted, { name: 'AbortError', code: 'ABORT_ERR' });
  asking.close();
  await assert.rejects(asking.question('late? '), { code: 'ERR_USE_AFTER_CLOSE' });
})().then(mustCall());

assert.throws(() => readline.createInterface({ input: new PassThrough(), completer: 1 }), {
  code: 'ERR_INVALID_ARG_VALUE',
});
assert.throws(() => readline.createInterface({ input: new PassThrough(), historySize: -1 }), {
  code: 'ERR_OUT_OF_RANGE',
});
