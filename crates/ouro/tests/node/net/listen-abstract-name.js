'use strict';
// net: a path that begins with NUL is an abstract name: no file, and no mode for it (Linux).
// Node docs: Identifying paths for IPC connections; unix(7).

const assert = require('node:assert/strict');
const net = require('node:net');
const { mustCall } = require('../testkit');

const path = `\0ouro-test-${process.pid}`;
assert.throws(() => net.createServer().listen({ path, readableAll: true }),
  { code: 'ERR_INVALID_ARG_VALUE' });
const server = net.createServer(mustCall((socket) => socket.end('hi')));
server.listen(path, mustCall(() => {
  assert.equal(server.address(), path);
  const client = net.connect(path);
  client.on('data', mustCall((chunk) => assert.equal(`${chunk}`, 'hi')));
  client.on('close', () => server.close());
}));
