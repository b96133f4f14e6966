'use strict';
// net: 'timeout' comes after so much silence and leaves the socket open.
// Node docs: socket.setTimeout.

const assert = require('node:assert/strict');
const net = require('node:net');
const { mustCall } = require('../testkit');

const server = net.createServer((socket) => socket.resume());
server.listen(0, '127.0.0.1', () => {
  const client = net.connect(server.address().port, '127.0.0.1');
  client.setTimeout(20, mustCall(() => {
    assert.equal(client.destroyed, false);
    client.end();
    server.close();
  }));
  assert.equal(client.timeout, 20);
  assert.throws(() => client.setTimeout(-1), { code: 'ERR_OUT_OF_RANGE' });
  client.setTimeout(20);
});
