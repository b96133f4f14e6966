'use strict';
// net: with several addresses the next is tried where one is refused.
// Node docs: socket.connect, autoSelectFamily.

const assert = require('node:assert/strict');
const net = require('node:net');
const { mustCall } = require('../testkit');

const server = net.createServer((socket) => socket.end());
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address();
  const addresses = [{ address: '::1', family: 6 }, { address: '127.0.0.1', family: 4 }];
  const socket = net.connect({
    port,
    host: 'example.test',
    autoSelectFamily: true,
    lookup: mustCall((host, options, callback) => {
      assert.deepEqual([host, options.all], ['example.test', true]);
      callback(null, addresses);
    }),
  });
  socket.on('connectionAttemptFailed', mustCall((address) => assert.equal(address, '::1')));
  socket.on('connect', mustCall(() => {
    const attempted = [`::1:${port}`, `127.0.0.1:${port}`];
    assert.deepEqual(socket.autoSelectFamilyAttemptedAddresses, attempted);
  }));
  socket.resume();
  socket.on('close', () => server.close());
});
