'use strict';
// net: an unreferenced server or socket does not keep the program alive.
// Node docs: server.unref, socket.unref.

const net = require('node:net');
const { mustNotCall } = require('../testkit');

const server = net.createServer((socket) => socket.unref());
server.on('close', mustNotCall());
server.listen(0, '127.0.0.1', () => {
  const client = net.connect(server.address().port, '127.0.0.1', () => {
    client.unref();
    server.unref();
  });
  client.on('close', mustNotCall());
});
