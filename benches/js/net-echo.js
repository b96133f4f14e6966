'use strict';
// net: 2,000 round trips over loopback, then 32 MB in bulk. No other half.
// Expect: 33556432

const measure = require('./kit/measure.js');
const net = require('net');

const bulk = Buffer.alloc(1 << 20, 'x');

measure.async(() => new Promise((resolve, reject) => {
  const server = net.createServer((socket) => socket.pipe(socket));
  server.listen(0, '127.0.0.1', () => {
    const client = net.connect(server.address().port, '127.0.0.1');
    let trips = 0;
    let received = 0;
    client.setNoDelay(true);
    client.on('error', reject);
    client.on('connect', () => client.write('ping'));
    client.on('data', (bytes) => {
      if (trips < 2000) {
        if (++trips < 2000) return client.write('ping');
        for (let i = 0; i < 32; i++) client.write(bulk);
        return client.end();
      }
      received += bytes.length;
    });
    client.on('end', () => server.close(() => resolve(trips + received)));
  });
}), { rounds: 3 });
