'use strict';
// process.allowedNodeEnvironmentFlags: a set that cannot be changed, with Node's ways of writing a
// flag. Node docs: process.allowedNodeEnvironmentFlags. Passes unchanged under node.

const assert = require('node:assert/strict');

const flags = process.allowedNodeEnvironmentFlags;

const known = [
  '--require', '-r', 'r', 'require', '--no-warnings', '--no_warnings', 'no_warnings',
  '--stack-trace-limit=5', '--stack_trace_limit', '--title==', '--perf_basic-prof', '--loader',
];
for (const flag of known) assert.equal(flags.has(flag), true, flag);

const unknown = [
  '--r', '-require', '---require', '-R', '--REQUIRE', '--eval', '-e', '--check', '--version', '-p',
  '--zork', 'title=x', '', 5, undefined, '--env-file', '--expose-internals', '--harmony',
];
for (const flag of unknown) assert.equal(flags.has(flag), false, String(flag));

assert(flags instanceof Set && Object.isFrozen(flags));
const { size } = flags;
assert(size > 50);
assert.equal(flags.add('--zork'), flags);
Set.prototype.add.call(flags, '--zork');
flags.delete('--require');
flags.clear();
assert.equal(flags.size, size);
assert.equal(flags.has('--zork'), false);

const each = [];
const self = {};
flags.forEach(function(flag, again, set) {
  assert(this === self && flag === again && set === flags);
  each.push(flag);
}, self);
// Node's own forEach comes by some of its flags twice.
const once = [...new Set(each)];
assert.deepEqual([...flags], once);
assert.deepEqual([...flags.keys()], once);
assert.deepEqual([...flags.entries()].map(([flag]) => flag), once);
for (const flag of each) assert.match(flag, /^--?[a-zA-Z0-9._-]+$/);
