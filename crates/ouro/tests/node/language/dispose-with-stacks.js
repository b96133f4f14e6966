'use strict';
// DisposableStack, AsyncDisposableStack, SuppressedError.
const assert = require('assert');
const { mustCall } = require('../testkit.js');

const log = [];
const stack = new DisposableStack();
assert.strictEqual(stack.use(null), null);
const held = { [Symbol.dispose]() { log.push(['held', this === held]); } };
assert.strictEqual(stack.use(held), held);
assert.strictEqual(stack.adopt(7, (value) => log.push(['adopted', value])), 7);
assert.strictEqual(stack.defer(() => log.push(['deferred'])), undefined);
const moved = stack.move();
assert.strictEqual(stack.disposed, true);
assert.throws(() => stack.use(null), {
  name: 'ReferenceError',
  message: 'Cannot call DisposableStack.prototype.use on an already-disposed DisposableStack',
});
moved.dispose();
moved[Symbol.dispose]();
assert.deepStrictEqual(log.splice(0), [['deferred'], ['adopted', 7], ['held', true]]);
assert.throws(() => DisposableStack(), { message: "Constructor DisposableStack requires 'new'" });
assert.throws(() => DisposableStack.prototype.use.call({}), {
  message: 'Method DisposableStack.prototype.use called on incompatible receiver #<Object>',
});
assert.strictEqual(Object.prototype.toString.call(moved), '[object DisposableStack]');

const two = new DisposableStack();
two.defer(() => { throw 1; });
two.defer(() => { throw 2; });
assert.throws(() => two.dispose(), (error) => error.error === 1 && error.suppressed === 2);

const error = new SuppressedError(1, 2, 'm');
assert.ok(error instanceof Error);
assert.deepStrictEqual([error.error, error.suppressed, error.message], [1, 2, 'm']);
assert.deepStrictEqual(Object.keys(error), []);
assert.strictEqual(SuppressedError(1, 2).name, 'SuppressedError');
assert.strictEqual(SuppressedError.length, 3);

const waiting = new AsyncDisposableStack();
waiting.defer(async () => { await null; log.push('late'); });
waiting.use({ [Symbol.dispose]() { log.push('plain'); } });
waiting.defer(() => { throw new Error('broken'); });
waiting.disposeAsync().catch(mustCall((reason) => {
  assert.strictEqual(reason.message, 'broken');
  assert.deepStrictEqual(log, ['plain', 'late']);
  assert.strictEqual(waiting.disposed, true);
}));
AsyncDisposableStack.prototype.disposeAsync.call(1).catch(mustCall((reason) => {
  assert.strictEqual(reason.message, 'Receiver is not an AsyncDisposableStack');
}));

let returned = 0;
const iterator = { __proto__: Iterator.prototype, return() { returned += 1; } };
iterator[Symbol.dispose]();
assert.strictEqual(returned, 1);
