'use strict';
// net: isIP tells addresses of both families from other text.
// Node docs: net.isIP.

const assert = require('node:assert/strict');
const net = require('node:net');

const families = {
  '127.0.0.1': 4, '255.255.255.255': 4, '256.0.0.1': 0, '1.2.3': 0, '01.2.3.4': 0, '': 0,
  '::': 6, '::1': 6, '::ffff:1.2.3.4': 6, 'fe80::1%eth0': 6, 'fe80::1%': 0, ':::': 0, '1::2::3': 0,
  'localhost': 0, '1:2:3:4:5:6:7:8': 6, '1:2:3:4:5:6:7': 0,
};
for (const [text, family] of Object.entries(families)) {
  assert.equal(net.isIP(text), family, text);
  assert.equal(net.isIPv4(text), family === 4);
  assert.equal(net.isIPv6(text), family === 6);
}
assert.equal(net.isIP(undefined), 0);
