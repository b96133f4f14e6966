'use strict';
// emitter.once: the listener is gone when it runs, and can be removed by its own function before.
// Node docs: emitter.once. Passes unchanged under node.

const assert = require('node:assert/strict');
const EventEmitter = require('node:events');

const emitter = new EventEmitter();
let calls = 0;
function listener() {
  calls++;
  assert.equal(emitter.listenerCount('go'), 0);
  emitter.emit('go');
}
emitter.once('go', listener);
assert.deepEqual(emitter.listeners('go'), [listener]);
assert.equal(emitter.rawListeners('go')[0].listener, listener);
emitter.emit('go');
emitter.emit('go');
assert.equal(calls, 1);

emitter.once('go', listener);
emitter.off('go', listener);
assert.equal(emitter.emit('go'), false);
