'use strict';
// net: resetAndDestroy reaches the other side as ECONNRESET.
// Node docs: socket.resetAndDestroy.

const net = require('node:net');
const { mustCall, mustFail } = require('../testkit');

const server = net.createServer(mustCall((socket) => {
  socket.on('error', mustFail({ code: 'ECONNRESET', syscall: 'read' }));
  socket.on('close', mustCall(() => server.close()));
  socket.resume();
  client.resetAndDestroy();
}));
let client;
server.listen(0, '127.0.0.1', () => {
  client = net.connect(server.address().port, '127.0.0.1');
  client.on('close', mustCall());
});
