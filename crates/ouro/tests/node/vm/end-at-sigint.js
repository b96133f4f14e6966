'use strict';
// vm: with `breakOnSigint` the signal ends the script; listeners for it hear of it only outside of
// such runs. Node docs: script.runInContext.

const assert = require('assert');
const vm = require('vm');

let heard = 0;
process.on('SIGINT', () => heard++);
const sandbox = { process, raise: () => process.kill(process.pid, 'SIGINT') };
for (let times = 0; times < 3; times++) {
  assert.throws(
    () => vm.runInNewContext('raise(); for (;;) {}', sandbox, { breakOnSigint: true }),
    {
      code: 'ERR_SCRIPT_EXECUTION_INTERRUPTED',
      message: 'Script execution was interrupted by `SIGINT`',
    },
  );
}
assert.strictEqual(vm.runInThisContext('1 + 1', { breakOnSigint: true }), 2);
// A second in which the listener could be told of the three signals before.
setTimeout(() => {
  assert.strictEqual(heard, 0);
  process.once('SIGINT', () => setImmediate(() => {
    assert.strictEqual(heard, 1);
    process.exit();
  }));
  process.kill(process.pid, 'SIGINT');
}, 10);
