'use strict';
// AbortController.abort: the signal and all made of it by AbortSignal.any are aborted, once.
// WHATWG DOM: signal abort. Passes unchanged under node.

const assert = require('node:assert/strict');
const { mustCall } = require('../testkit');

const controller = new AbortController();
const { signal } = controller;
const any = AbortSignal.any([new AbortController().signal, signal]);
const nested = AbortSignal.any([any]);

signal.onabort = mustCall((event) => {
  assert.equal(event.type, 'abort');
  assert.equal(event.isTrusted, true);
  // All are aborted before the first event.
  assert.equal(nested.aborted, true);
});
nested.addEventListener('abort', mustCall());
signal.throwIfAborted();
controller.abort();
controller.abort('again');

assert.equal(signal.reason.name, 'AbortError');
assert.equal(signal.reason.code, DOMException.ABORT_ERR);
assert.equal(nested.reason, signal.reason);
assert.throws(() => any.throwIfAborted(), { name: 'AbortError' });
assert.throws(() => new AbortSignal(), { code: 'ERR_ILLEGAL_CONSTRUCTOR' });
assert.equal(AbortSignal.abort('why').reason, 'why');
AbortSignal.timeout(1).addEventListener('abort', mustCall(function() {
  assert.equal(this.reason.name, 'TimeoutError');
}));
setTimeout(() => {}, 50);
