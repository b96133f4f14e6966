'use strict';
// net: a SocketAddress has defaults, and refuses what is no address.
// Node docs: Class: net.SocketAddress.

const assert = require('node:assert/strict');
const net = require('node:net');

const plain = new net.SocketAddress();
assert.deepEqual(plain.toJSON(), { address: '127.0.0.1', port: 0, family: 'ipv4', flowlabel: 0 });
const six = new net.SocketAddress({ family: 'IPv6', address: '0::1', port: 80, flowlabel: 7 });
assert.deepEqual([six.address, six.port, six.family, six.flowlabel], ['::1', 80, 'ipv6', 7]);
assert.throws(() => new net.SocketAddress({ address: 'x' }), { code: 'ERR_INVALID_ADDRESS' });
assert.throws(() => new net.SocketAddress({ port: -1 }), { code: 'ERR_SOCKET_BAD_PORT' });
assert.throws(() => new net.SocketAddress({ family: 'x' }), { code: 'ERR_INVALID_ARG_VALUE' });
assert.equal(net.SocketAddress.parse('[::1]:81').port, 81);
assert.equal(net.SocketAddress.parse('1.2.3.4').address, '1.2.3.4');
