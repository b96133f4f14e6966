'use strict';
// net: `write` says when to wait, 'drain' when to go on, and nothing is lost.
// Node docs: writable.write, Event: 'drain'.

const assert = require('node:assert/strict');
const net = require('node:net');
const { mustCall } = require('../testkit');

const total = 8 << 20;
const server = net.createServer(mustCall((socket) => {
  let got = 0;
  socket.pause();
  setImmediate(() => socket.resume());
  socket.on('data', (chunk) => { got += chunk.length; });
  socket.on('end', mustCall(() => {
    assert.equal(got, total);
    socket.end();
    server.close();
  }));
}));
server.listen(0, '127.0.0.1', () => {
  const client = net.connect(server.address().port, '127.0.0.1');
  const chunk = Buffer.alloc(1 << 18, 'x');
  let [sent, waits] = [0, 0];
  const send = () => {
    while (sent < total) {
      sent += chunk.length;
      if (!client.write(chunk)) {
        waits++;
        client.once('drain', send);
        return;
      }
    }
    client.end();
  };
  client.on('finish', mustCall(() => {
    assert.ok(waits > 0);
    assert.equal(client.bytesWritten, total);
  }));
  client.resume();
  send();
});
