'use strict';
// Ticks come before microtasks, both after each callback; timers of one turn before immediates.
// Node docs: process.nextTick; The Node.js event loop.

const assert = require('assert');

const order = [];

setTimeout(() => {
  order.push('timer 1');
  Promise.resolve().then(() => order.push('timer 1: microtask'));
  process.nextTick(() => order.push('timer 1: tick'));
}, 1);
setTimeout(() => order.push('timer 2'), 1);
process.nextTick(() => {
  order.push('tick');
  process.nextTick(() => order.push('tick in tick'));
});
Promise.resolve().then(() => {
  order.push('microtask');
  process.nextTick(() => order.push('tick in microtask'));
});
order.push('script');

setTimeout(() => {
  setImmediate(() => {
    order.push('immediate 1');
    setImmediate(() => order.push('immediate of the next turn'));
    process.nextTick(() => order.push('immediate 1: tick'));
  });
  setImmediate(() => order.push('immediate 2'));
}, 20);

process.on('exit', () => {
  assert.deepStrictEqual(order, [
    'script',
    'tick',
    'tick in tick',
    'microtask',
    'tick in microtask',
    'timer 1',
    'timer 1: tick',
    'timer 1: microtask',
    'timer 2',
    'immediate 1',
    'immediate 1: tick',
    'immediate 2',
    'immediate of the next turn',
  ]);
});
