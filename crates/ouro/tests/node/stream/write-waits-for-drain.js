'use strict';
// Writable: above the high water mark `write` is false and `drain` follows; corked writes go out as
// one `writev`; callbacks come in order, and before `finish`.
// Node docs: writable.write, writable.cork. Passes unchanged under node.

const assert = require('node:assert/strict');
const { Writable } = require('node:stream');
const { mustCall } = require('../testkit');

const batches = [];
const writable = new Writable({
  highWaterMark: 4,
  write(chunk, encoding, callback) {
    batches.push([chunk.toString()]);
    setImmediate(callback);
  },
  writev(chunks, callback) {
    batches.push(chunks.map(({ chunk }) => chunk.toString()));
    setImmediate(callback);
  },
});
const order = [];
assert.equal(writable.write('ab', () => order.push(1)), true);
assert.equal(writable.write('cd', () => order.push(2)), false);
assert.equal(writable.write('ef', () => order.push(3)), false);
assert.equal(writable.writableLength, 6);
writable.once('drain', mustCall(() => {
  order.push('drain');
  writable.end('g', () => order.push('end'));
}));
writable.on('finish', mustCall(() => order.push('finish')));
writable.on('close', mustCall(() => {
  assert.deepEqual(batches, [['ab'], ['cd', 'ef'], ['g']]);
  assert.deepEqual(order, [1, 'drain', 2, 3, 'end', 'finish']);
}));
