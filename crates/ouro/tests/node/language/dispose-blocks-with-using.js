'use strict';
// `using` and `await using` dispose in reverse order, however the block ends.
const assert = require('assert');
const { mustCall } = require('../testkit.js');

const log = [];
const resource = (name, error) => ({
  name,
  [Symbol.dispose]() { log.push(name); if (error) throw error; },
});
const asyncResource = (name) => ({
  async [Symbol.asyncDispose]() { await null; log.push(name); },
});

{
  using a = resource('a'), b = resource('b');
  log.push(`in ${a.name}${b.name}`);
}
assert.deepStrictEqual(log.splice(0), ['in ab', 'b', 'a']);

function early() {
  using a = resource('a');
  using nothing = null;
  return log.push('body') && a.name;
}
assert.strictEqual(early(), 'a');
assert.deepStrictEqual(log.splice(0), ['body', 'a']);

for (const x of [1, 2]) {
  using a = resource(`r${x}`);
  if (x === 1) continue;
  break;
}
assert.deepStrictEqual(log.splice(0), ['r1', 'r2']);

for (using x of [resource('x'), resource('y')]) log.push(x.name);
for (using x of [resource('x'), resource('y')]) { log.push(x.name); }
assert.deepStrictEqual(log.splice(0).slice(-4), ['x', 'x', 'y', 'y']);

const thrown = new Error('body');
assert.throws(() => {
  using a = resource('a', new Error('first')), b = resource('b');
  throw thrown;
}, (error) => error instanceof SuppressedError && error.error.message === 'first' &&
  error.suppressed === thrown);
assert.deepStrictEqual(log.splice(0), ['b', 'a']);

assert.throws(() => { using a = 5; }, {
  name: 'TypeError',
  message: 'An object is expected with `using` declarations',
});
assert.throws(() => { using a = {}; }, { name: 'TypeError' });
assert.throws(() => (0, eval)('using a = null'), SyntaxError);

(async () => {
  {
    await using a = asyncResource('a');
    using b = resource('b');
    log.push('body');
  }
  log.push('after');
  for await (await using c of [asyncResource('c')]) { log.push('loop'); }
})().then(mustCall(() => {
  assert.deepStrictEqual(log, ['body', 'b', 'a', 'after', 'loop', 'c']);
}));
