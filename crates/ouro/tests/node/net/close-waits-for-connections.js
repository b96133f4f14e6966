'use strict';
// net: a closed server accepts no more, and is closed when its last connection is.
// Node docs: server.close.

const assert = require('node:assert/strict');
const net = require('node:net');
const { mustCall } = require('../testkit');

const server = net.createServer(mustCall((socket) => {
  server.close(mustCall((error) => {
    assert.equal(error, undefined);
    assert.equal(socket.destroyed, true);
    server.close(mustCall((error) => assert.equal(error.code, 'ERR_SERVER_NOT_RUNNING')));
  }));
  assert.equal(server.listening, false);
  setImmediate(() => socket.end());
  socket.resume();
}));
server.listen(0, '127.0.0.1', () => net.connect(server.address().port, '127.0.0.1').resume());
