'use strict';
// dns: lookup refuses options of the wrong type or value before anything is asked.
// Node docs: dns.lookup.

const assert = require('node:assert/strict');
const dns = require('node:dns');

const refused = (code, ...args) => assert.throws(() => dns.lookup(...args), { code });
refused('ERR_INVALID_ARG_TYPE', 1, () => {});
refused('ERR_INVALID_ARG_TYPE', 'x', 'y', () => {});
refused('ERR_INVALID_ARG_TYPE', 'x');
refused('ERR_INVALID_ARG_VALUE', 'x', { family: 5 }, () => {});
refused('ERR_INVALID_ARG_VALUE', 'x', { hints: 1 }, () => {});
refused('ERR_INVALID_ARG_VALUE', '', () => {});
assert.throws(() => dns.lookupService('x', 80, () => {}), { code: 'ERR_INVALID_ARG_VALUE' });
assert.throws(() => dns.lookupService('127.0.0.1', 65536, () => {}), { code: 'ERR_SOCKET_BAD_PORT' });
assert.equal(dns.getDefaultResultOrder(), 'verbatim');
