'use strict';
// Readable: data, then end, then close, each in a tick of its own; `readable` before `end`.
// Node docs: Readable streams. Passes unchanged under node.

const assert = require('node:assert/strict');
const { Readable } = require('node:stream');
const { mustCall } = require('../testkit');

const order = [];
const flowing = new Readable({ read() {} });
flowing.on('data', (chunk) => order.push(`data ${chunk}`));
flowing.on('end', () => order.push('end'));
flowing.on('close', mustCall(() => {
  assert.deepEqual(order, ['pushed', 'data a', 'data b', 'end', 'tick']);
  assert.equal(flowing.readableEnded, true);
  assert.equal(flowing.destroyed, true);
}));
flowing.on('end', () => process.nextTick(() => order.push('tick')));
flowing.push('a');
flowing.push('b');
flowing.push(null);
order.push('pushed');

const paused = new Readable({ read() {} });
paused.push('hello');
paused.push(null);
paused.once('readable', mustCall(() => {
  assert.equal(paused.read(2).toString(), 'he');
  assert.equal(paused.read(9).toString(), 'llo');
  assert.equal(paused.read(), null);
}));
paused.on('end', mustCall());
