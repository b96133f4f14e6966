'use strict';
// Listeners are removed from the end of the list, themselves or by what `once` wraps, among thousands
// too. No other half.

const assert = require('node:assert');
const { EventEmitter } = require('node:events');

const emitter = new EventEmitter();
emitter.setMaxListeners(0);
const calls = [];
const listeners = [0, 1, 2].map((number) => () => calls.push(number));
emitter.on('event', listeners[0]);
emitter.once('event', listeners[1]);
emitter.on('event', listeners[2]);
emitter.once('event', listeners[0]);
emitter.on('event', listeners[1]);
emitter.off('event', listeners[0]);
emitter.off('event', listeners[1]);
assert.deepStrictEqual(emitter.listeners('event'), [listeners[0], listeners[1], listeners[2]]);
emitter.off('event', () => {});
emitter.off('event', listeners[1]);
emitter.emit('event');
assert.deepStrictEqual(calls, [0, 2]);
emitter.off('event', listeners[2]);
emitter.off('event', listeners[0]);
assert.strictEqual(emitter.listenerCount('event'), 0);

// A wrapper may itself be meant, and a function may have a property of that name.
const wrapped = () => {};
emitter.once('event', wrapped);
const [wrapper] = emitter.rawListeners('event');
const other = Object.assign(() => {}, { listener: wrapper });
emitter.on('event', other);
emitter.on('event', wrapped);
emitter.off('event', wrapper);
assert.deepStrictEqual(emitter.rawListeners('event'), [wrapper, wrapped]);
emitter.removeAllListeners();

let count = 0;
for (let round = 0; round < 4_000; round++) emitter.once('many', () => count++);
emitter.emit('many');
assert.strictEqual(count, 4_000);
assert.strictEqual(emitter.listenerCount('many'), 0);
