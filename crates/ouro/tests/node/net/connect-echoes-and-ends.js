'use strict';
// net: what a client writes comes back, then each side sees the other's end and closes.
// Node docs: net.createServer, net.connect.

const assert = require('node:assert/strict');
const net = require('node:net');
const { mustCall } = require('../testkit');

const server = net.createServer(mustCall((socket) => {
  assert.equal(socket.server, server);
  socket.on('data', (chunk) => socket.write(chunk));
  socket.on('end', mustCall());
  socket.on('close', mustCall((hadError) => assert.equal(hadError, false)));
}));
server.listen(0, '127.0.0.1', mustCall(() => {
  const { address, family, port } = server.address();
  assert.deepEqual([address, family], ['127.0.0.1', 'IPv4']);
  const client = net.connect(port, '127.0.0.1', mustCall(() => {
    assert.equal(client.remotePort, port);
    assert.equal(client.readyState, 'open');
    client.write('héllo ', 'utf8');
    client.write(Buffer.from('wörld'));
    client.end('!', 'latin1');
  }));
  assert.equal(client.connecting, true);
  let text = '';
  client.setEncoding('utf8');
  client.on('data', (chunk) => { text += chunk; });
  client.on('end', mustCall(() => assert.equal(text, 'héllo wörld!')));
  client.on('close', mustCall(() => {
    assert.deepEqual([client.bytesWritten, client.bytesRead], [14, 14]);
    server.close(mustCall());
  }));
}));
