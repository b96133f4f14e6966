'use strict';
// emitter.removeListener: `newListener` comes before the adding, `removeListener` after the removal.
// Node docs: Event: 'removeListener'. Passes unchanged under node.

const assert = require('node:assert/strict');
const EventEmitter = require('node:events');

const emitter = new EventEmitter();
const told = [];
emitter.on('newListener', (name) => told.push(['new', name, emitter.listenerCount('go')]));
emitter.on('removeListener', (name) => told.push(['gone', name, emitter.listenerCount('go')]));
const one = () => {};
const two = () => {};
emitter.on('go', one);
emitter.on('go', two);
emitter.removeListener('go', one);
emitter.removeAllListeners('go');

assert.deepEqual(told, [
  ['new', 'removeListener', 0],
  ['new', 'go', 0],
  ['new', 'go', 1],
  ['gone', 'go', 1],
  ['gone', 'go', 0],
]);
assert.deepEqual(emitter.eventNames(), ['newListener', 'removeListener']);
