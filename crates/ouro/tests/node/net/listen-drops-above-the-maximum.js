'use strict';
// net: connections above maxConnections are dropped, and said where they came from.
// Node docs: server.maxConnections, Event: 'drop'.

const assert = require('node:assert/strict');
const net = require('node:net');
const { mustCall } = require('../testkit');

const server = net.createServer(mustCall((socket) => socket.resume()));
server.maxConnections = 1;
server.on('drop', mustCall((data) => {
  assert.deepEqual([data.localPort, data.remoteFamily], [server.address().port, 'IPv4']);
}));
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address();
  const first = net.connect(port, '127.0.0.1', () => {
    const second = net.connect(port, '127.0.0.1');
    second.resume();
    second.on('close', mustCall(() => {
      server.getConnections(mustCall((error, count) => assert.deepEqual([error, count], [null, 1])));
      first.end();
      server.close(mustCall());
    }));
    second.on('error', () => {});
  });
});
