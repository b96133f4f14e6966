'use strict';
// emitter.emit: listeners run in the order of their adding, prepended ones first, with `this` and
// all arguments; those added or removed meanwhile count from the next event on.
// Node docs: emitter.emit. Passes unchanged under node.

const assert = require('node:assert/strict');
const EventEmitter = require('node:events');

const emitter = new EventEmitter();
const calls = [];
function late() {
  calls.push('late');
}
emitter.on('go', function(...args) {
  calls.push(['first', this === emitter, ...args]);
  emitter.on('go', late);
  emitter.off('go', last);
});
function last() {
  calls.push('last');
}
emitter.on('go', last);
emitter.prependListener('go', () => calls.push('before'));

assert.equal(emitter.emit('go', 1, 2, 3), true);
assert.deepEqual(calls, ['before', ['first', true, 1, 2, 3], 'last']);
calls.length = 0;
emitter.emit('go');
assert.deepEqual(calls, ['before', ['first', true], 'late']);
assert.equal(emitter.emit('nobody'), false);
