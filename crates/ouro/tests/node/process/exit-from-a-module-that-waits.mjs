// process.exit: a program that ends itself at its module's top level has not failed to finish.
// Node docs: process.exit; Exit codes (13). Passes unchanged under node.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';

const run = (...args) => {
  const child = spawnSync(process.execPath, args, { encoding: 'utf8' });
  return [child.status, child.stderr];
};
const module = '--input-type=module';
assert.deepEqual(run(module, '-e', 'process.exit()'), [0, '']);
assert.deepEqual(run(module, '-e', 'process.exit(3)'), [3, '']);
assert.deepEqual(run('--no-warnings', module, '-e', 'await new Promise(() => {})'), [13, '']);
const [status, stderr] = run(module, '-e', '\nawait new Promise(() => {})');
assert.equal(status, 13);
assert.match(stderr, /^Warning: Detected unsettled top-level await at .*\[eval1\]:2\nawait new/);
