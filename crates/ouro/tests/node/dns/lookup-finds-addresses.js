'use strict';
// dns: lookup gives one address, or all, by callback and by promise; addresses are their own.
// Node docs: dns.lookup.

const assert = require('node:assert/strict');
const dns = require('node:dns');
const { mustCall, mustSucceed } = require('../testkit');

dns.lookup('127.0.0.1', mustSucceed((address, family) => {
  assert.deepEqual([address, family], ['127.0.0.1', 4]);
}));
dns.lookup('localhost', { all: true, family: 4 }, mustSucceed((found) => {
  assert.deepEqual(found, [{ address: '127.0.0.1', family: 4 }]);
}));
dns.promises.lookup('::1').then(mustCall((found) => {
  assert.deepEqual(found, { address: '::1', family: 6 });
}));
