'use strict';
// stream.destroy: error, then close, once, in a later tick; buffered writes are answered with it.
// Node docs: writable.destroy. Passes unchanged under node.

const assert = require('node:assert/strict');
const { Duplex, finished } = require('node:stream');
const { mustCall, mustFail } = require('../testkit');

const order = [];
const stream = new Duplex({ read() {}, write() {} });
stream.cork();
stream.write('a', mustFail({ message: 'first' }));
stream.on('error', (error) => order.push(error.message));
stream.on('close', mustCall(() => {
  order.push('close');
  assert.deepEqual(order, ['sync', 'first', 'close']);
  assert.equal(stream.errored.message, 'first');
}));
finished(stream, mustFail({ message: 'first' }));
stream.destroy(new Error('first'));
stream.destroy(new Error('second'));
assert.equal(stream.destroyed, true);
order.push('sync');
