'use strict';
// vm: a script ends after `timeout` whatever it does, and what called it goes on. Node docs:
// script.runInContext.

const assert = require('assert');
const vm = require('vm');

const timedOut = (timeout) => ({
  code: 'ERR_SCRIPT_EXECUTION_TIMEOUT',
  message: `Script execution timed out after ${timeout}ms`,
});

for (const text of [
  'for (;;) {}',
  'while (true) { try { for (;;) {} } catch {} finally { for (;;) {} } }',
  '[1].forEach(() => { for (;;) {} })',
  'new Proxy({}, { get() { for (;;) {} } }).x',
  '(async () => { for (;;) {} })()',
]) {
  assert.throws(() => vm.runInThisContext(text, { timeout: 5 }), timedOut(5), text);
  assert.throws(() => vm.runInNewContext(text, {}, { timeout: 5 }), timedOut(5), text);
}
assert.strictEqual(vm.runInThisContext('1 + 1', { timeout: 60_000 }), 2);

// Of two limits, the one that is reached first counts, and the other goes on counting.
const outer = `
  try { vm.runInThisContext('for (;;) {}', { timeout: 5 }); } catch (error) { seen(error.code); }
  for (;;) {}
`;
const codes = [];
const sandbox = { vm, seen: (code) => codes.push(code) };
assert.throws(() => vm.runInNewContext(outer, sandbox, { timeout: 500 }), timedOut(500));
assert.deepStrictEqual(codes, ['ERR_SCRIPT_EXECUTION_TIMEOUT']);
const long = "vm.runInThisContext('for (;;) {}', { timeout: 60_000 })";
assert.throws(() => vm.runInNewContext(long, sandbox, { timeout: 5 }), timedOut(5));

for (const timeout of [0, -1, 1.5, NaN]) {
  assert.throws(() => vm.runInThisContext('1', { timeout }), { code: 'ERR_OUT_OF_RANGE' });
}
assert.throws(() => vm.runInThisContext('1', { timeout: '1' }), { code: 'ERR_INVALID_ARG_TYPE' });
