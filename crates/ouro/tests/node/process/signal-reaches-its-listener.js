'use strict';
// A signal with a listener does not end the program; name and number are passed.

const assert = require('assert');
const { mustCall } = require('../testkit');

const alive = setInterval(() => {}, 1000);
process.once('SIGUSR2', mustCall((name, number) => {
  assert.deepStrictEqual([name, number], ['SIGUSR2', 12]);
  clearInterval(alive);
}));
process.kill(process.pid, 'SIGUSR2');
assert.strictEqual(process.kill(process.pid, 0), true);
assert.throws(() => process.kill(process.pid, 'SIGNONE'), { code: 'ERR_UNKNOWN_SIGNAL' });
assert.throws(() => process.kill('x'), { code: 'ERR_INVALID_ARG_TYPE' });
