'use strict';
// emitter.emit('error'): without a listener the error itself is thrown; what is none is wrapped.
// Node docs: Error events. Passes unchanged under node.

const assert = require('node:assert/strict');
const EventEmitter = require('node:events');

const emitter = new EventEmitter();
const seen = [];
emitter.on(EventEmitter.errorMonitor, (error) => seen.push(error));

const error = new Error('broken');
assert.throws(() => emitter.emit('error', error), (thrown) => thrown === error);
assert.throws(() => emitter.emit('error', { a: 1 }), {
  code: 'ERR_UNHANDLED_ERROR',
  message: 'Unhandled error. ({ a: 1 })',
  context: { a: 1 },
});
assert.throws(() => emitter.emit('error'), { code: 'ERR_UNHANDLED_ERROR' });
assert.equal(seen.length, 3);

emitter.on('error', () => {});
assert.equal(emitter.emit('error', error), true);
