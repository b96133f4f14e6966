'use strict';
// net: a refused connection is an error with code, syscall, address and port.
// Node docs: Errors, system errors.

const net = require('node:net');
const { mustCall, mustFail } = require('../testkit');

const server = net.createServer();
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address();
  server.close(mustCall(() => {
    const facts = { code: 'ECONNREFUSED', syscall: 'connect', address: '127.0.0.1', port };
    const message = `connect ECONNREFUSED 127.0.0.1:${port}`;
    net.connect(port, '127.0.0.1').on('error', mustFail({ ...facts, message }));
  }));
});
