'use strict';
// net: a port in use is EADDRINUSE with address and port; listening twice throws.
// Node docs: server.listen.

const assert = require('node:assert/strict');
const net = require('node:net');
const { mustCall, mustFail } = require('../testkit');

const first = net.createServer();
first.listen(0, '127.0.0.1', mustCall(() => {
  assert.throws(() => first.listen(0), { code: 'ERR_SERVER_ALREADY_LISTEN' });
  const { port } = first.address();
  const facts = { code: 'EADDRINUSE', syscall: 'listen', address: '127.0.0.1', port };
  const message = `listen EADDRINUSE: address already in use 127.0.0.1:${port}`;
  const second = net.createServer();
  second.on('error', mustFail({ ...facts, message }));
  second.on('error', () => first.close());
  second.listen(port, '127.0.0.1');
}));
