'use strict';
// node:test: a failing test makes the exit code 1 and is named at the end. Node docs: Test runner.
// Passes unchanged under node.

const assert = require('node:assert/strict');
const { spawnSync } = require('node:child_process');

const code = 'const test = require("node:test"); test("good", () => {}); test("bad", () => { throw new Error("why") })';
const { status, stdout } = spawnSync(process.execPath, ['-e', code], {
  encoding: 'utf8', env: { ...process.env, NODE_TEST_CONTEXT: undefined },
});
assert.equal(status, 1);
assert.match(stdout, /good/);
assert.match(stdout, /bad[\s\S]*why/);
