'use strict';
// beforeExit may start new work and then comes again; exit comes once, with the code.

const assert = require('assert');

const seen = [];
process.on('beforeExit', (code) => {
  seen.push(`beforeExit ${code}`);
  if (seen.length === 1) setTimeout(() => seen.push('work'), 1);
});
process.on('exit', (code) => {
  seen.push(`exit ${code}`);
  assert.deepStrictEqual(seen, ['beforeExit 0', 'work', 'beforeExit 0', 'exit 0']);
});
