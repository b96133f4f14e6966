'use strict';
// vm: a search that would take for ever ends with its time, whatever began it.
// Node docs: script.runInContext, timeout. Passes unchanged under node.

const assert = require('node:assert/strict');
const vm = require('node:vm');

const texts = [
  '/^(a|aa)+\\1$/.test("a".repeat(200) + "!")',
  '/(a*)*\\1b/.exec("a".repeat(200))',
  '("a".repeat(200) + "é\\u0101").replace(/^(a|aa)+$/, "")',
  '("a".repeat(200) + "!").split(/^(a|aa)+?\\1!!/)',
];
for (const text of texts) {
  assert.throws(() => vm.runInNewContext(text, {}, { timeout: 50 }), {
    code: 'ERR_SCRIPT_EXECUTION_TIMEOUT',
  });
}
assert.equal(vm.runInNewContext('/(a)\\1/.test("aa")', {}, { timeout: 50 }), true);
