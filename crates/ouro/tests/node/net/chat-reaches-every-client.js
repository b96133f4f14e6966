'use strict';
// net: a chat server passes each line on to all of 200 clients, in one process.
// Node docs: net.

const assert = require('node:assert/strict');
const net = require('node:net');
const { mustCall } = require('../testkit');

const COUNT = 200;
const members = new Set();
const server = net.createServer(mustCall((socket) => {
  members.add(socket);
  socket.setEncoding('utf8');
  socket.on('data', (text) => members.forEach((member) => member.write(text)));
  socket.on('close', () => members.delete(socket));
  if (members.size === COUNT) {
    clients[0].write('hello, all\n');
    server.close();
  }
}, COUNT));
const clients = [];
server.listen(0, '127.0.0.1', () => {
  for (let i = 0; i < COUNT; i++) {
    const client = net.connect(server.address().port, '127.0.0.1');
    client.setEncoding('utf8');
    client.on('data', mustCall((text) => {
      assert.equal(text, 'hello, all\n');
      client.end();
    }));
    clients.push(client);
  }
});
