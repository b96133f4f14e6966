'use strict';
// net: an aborted signal destroys the socket with an AbortError.
// Node docs: new net.Socket, signal.

const net = require('node:net');
const { mustFail } = require('../testkit');

const controller = new AbortController();
const server = net.createServer((socket) => socket.on('error', () => {}));
server.listen(0, '127.0.0.1', () => {
  const { signal } = controller;
  const socket = net.connect({ port: server.address().port, host: '127.0.0.1', signal });
  socket.on('error', mustFail({ name: 'AbortError', code: 'ABORT_ERR' }));
  socket.on('close', () => server.close());
  controller.abort();
});
