'use strict';
// net: with allowHalfOpen a side may write after the other has ended; without, it ends too.
// Node docs: net.createServer, allowHalfOpen.

const assert = require('node:assert/strict');
const net = require('node:net');
const { mustCall } = require('../testkit');

const server = net.createServer({ allowHalfOpen: true }, mustCall((socket) => {
  socket.resume();
  socket.on('end', mustCall(() => {
    assert.equal(socket.writable, true);
    socket.end('late');
  }));
}));
server.listen(0, '127.0.0.1', () => {
  const client = net.connect({ port: server.address().port, host: '127.0.0.1' });
  let text = '';
  client.setEncoding('utf8').on('data', (chunk) => { text += chunk; });
  client.on('close', mustCall(() => {
    assert.equal(text, 'late');
    server.close();
  }));
  client.end();
});
