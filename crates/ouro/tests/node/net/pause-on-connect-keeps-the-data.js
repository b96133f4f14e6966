'use strict';
// net: with pauseOnConnect nothing is read until the program asks.
// Node docs: net.createServer, pauseOnConnect.

const assert = require('node:assert/strict');
const net = require('node:net');
const { mustCall } = require('../testkit');

const server = net.createServer({ pauseOnConnect: true }, mustCall((socket) => {
  setTimeout(() => {
    assert.equal(socket.bytesRead, 0);
    socket.on('data', mustCall((chunk) => assert.equal(`${chunk}`, 'early')));
    socket.on('end', () => server.close());
    socket.resume();
  }, 20);
}));
server.listen(0, '127.0.0.1', () => net.connect(server.address().port, '127.0.0.1').end('early'));
