'use strict';
// util.inspect: cycles, depth, throwing traps and getters end in text or in the script's own
// error, never in the end of the program. Node docs: util.inspect. Passes unchanged under node.

const assert = require('assert');
const { inspect } = require('util');

let deep = {};
for (let i = 0; i < 20000; i++) deep = { deep };
assert.match(inspect(deep, { depth: Infinity }), /Maximum call stack size exceeded/);

const traps = new Proxy({}, { get() { throw new Error('trap'); }, ownKeys() { throw 1; } });
assert.strictEqual(inspect(traps), 'Proxy({})');

const custom = { [inspect.custom](depth, options, again) { return again(this.inner, options); } };
custom.inner = { custom };
assert.strictEqual(typeof inspect(custom, { depth: Infinity }), 'string');

const thrower = { [inspect.custom]() { throw new TypeError('mine'); } };
assert.throws(() => inspect({ thrower }), { name: 'TypeError', message: 'mine' });

let proxy = {};
for (let i = 0; i < 5000; i++) proxy = new Proxy(proxy, {});
try {
  assert.match(inspect(proxy), /^Proxy\(/);
} catch (error) {
  assert.ok(error instanceof RangeError);
}
