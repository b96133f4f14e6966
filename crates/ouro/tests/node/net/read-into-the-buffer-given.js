'use strict';
// net: the onread option fills the program's own buffer, no more than fits at a time.
// Node docs: new net.Socket, onread.

const assert = require('node:assert/strict');
const net = require('node:net');
const { mustCall } = require('../testkit');

const server = net.createServer((socket) => socket.end('0123456789'));
server.listen(0, '127.0.0.1', () => {
  const buffer = Buffer.alloc(4);
  let text = '';
  const client = net.connect({
    port: server.address().port,
    host: '127.0.0.1',
    onread: {
      buffer,
      callback(count, filled) {
        assert.equal(filled, buffer);
        assert.ok(count <= 4);
        text += filled.toString('latin1', 0, count);
      },
    },
  });
  client.on('data', () => assert.fail('data goes to the callback'));
  client.on('close', mustCall(() => {
    assert.equal(text, '0123456789');
    server.close();
  }));
});
