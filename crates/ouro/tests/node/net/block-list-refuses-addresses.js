'use strict';
// net: a BlockList is asked about addresses, ranges and subnets; a server with one closes at once.
// Node docs: Class: net.BlockList.

const assert = require('node:assert/strict');
const net = require('node:net');
const { mustCall, mustNotCall } = require('../testkit');

const list = new net.BlockList();
list.addAddress('1.2.3.4');
list.addRange('10.0.0.1', '10.0.0.9');
list.addSubnet('8592:757c:efae:4e45::', 64, 'ipv6');
assert.equal(list.check('1.2.3.4'), true);
assert.equal(list.check('::ffff:1.2.3.4', 'ipv6'), true);
assert.equal(list.check('10.0.0.10'), false);
assert.equal(list.check('8592:757c:efae:4e45::1', 'ipv6'), true);
assert.equal(list.check('no address'), false);
assert.throws(() => list.addAddress('no address'), { code: 'ERR_INVALID_ADDRESS' });
assert.throws(() => list.addRange('10.0.0.2', '10.0.0.1'), { code: 'ERR_INVALID_ARG_VALUE' });
assert.throws(() => list.addSubnet('10.0.0.0', 33), { code: 'ERR_OUT_OF_RANGE' });
assert.equal(net.BlockList.isBlockList(list), true);

list.addAddress('127.0.0.1');
const server = net.createServer({ blockList: list }, mustNotCall());
server.listen(0, '127.0.0.1', () => {
  const client = net.connect(server.address().port, '127.0.0.1');
  client.resume();
  client.on('error', () => {});
  client.on('close', mustCall(() => server.close()));
});
