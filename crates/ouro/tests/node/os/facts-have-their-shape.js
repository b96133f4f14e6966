'use strict';
// Every fact of node:os has the type Node gives it. Node docs: OS.

const assert = require('node:assert/strict');
const os = require('node:os');

assert.equal(os.type(), 'Linux');
assert.equal(`${os.hostname}`, os.hostname());
assert.equal(os.cpus().length >= 1, true);
assert.deepEqual(Object.keys(os.cpus()[0].times), ['user', 'nice', 'sys', 'idle', 'irq']);
assert.equal(os.loadavg().length, 3);
assert.equal(os.totalmem() > os.freemem(), true);
assert.equal(typeof os.userInfo().username, 'string');
for (const list of Object.values(os.networkInterfaces())) {
  for (const entry of list) assert.match(entry.cidr, /\/\d+$/);
}
assert.equal(os.EOL, '\n');
assert.throws(() => { os.EOL = 'x'; }, TypeError);
