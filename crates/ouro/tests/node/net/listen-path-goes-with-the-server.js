'use strict';
// net: a Unix socket is a file while the server listens, and its path the server's address.
// Node docs: server.listen(path).

const assert = require('node:assert/strict');
const fs = require('node:fs');
const net = require('node:net');
const { mustCall, temporaryFolder } = require('../testkit');

const path = `${temporaryFolder()}/socket`;
const server = net.createServer((socket) => socket.end('hi'));
server.listen({ path, readableAll: true, writableAll: true }, mustCall(() => {
  assert.equal(server.address(), path);
  assert.equal(fs.statSync(path).mode & 0o666, 0o666);
  let text = '';
  const client = net.connect(path);
  client.setEncoding('utf8').on('data', (chunk) => { text += chunk; });
  client.on('close', mustCall(() => {
    assert.equal(text, 'hi');
    server.close(mustCall(() => assert.equal(fs.existsSync(path), false)));
  }));
}));
