'use strict';
// process.env: values become text, names can be enumerated and deleted, symbols are refused.

const assert = require('assert');

process.env.OURO_TEST = 42;
assert.strictEqual(process.env.OURO_TEST, '42');
assert.ok('OURO_TEST' in process.env);
assert.ok(Object.keys(process.env).includes('OURO_TEST'));
assert.strictEqual({ ...process.env }.OURO_TEST, '42');
assert.deepStrictEqual(Object.getOwnPropertyDescriptor(process.env, 'OURO_TEST'),
  { value: '42', writable: true, enumerable: true, configurable: true });
assert.ok(delete process.env.OURO_TEST);
assert.ok(delete process.env.OURO_TEST);
assert.strictEqual(process.env.OURO_TEST, undefined);
assert.ok(!('OURO_TEST' in process.env));
assert.strictEqual(process.env.toString, Object.prototype.toString);
const message = 'Cannot convert a Symbol value to a string';
assert.throws(() => process.env[Symbol()] = 1, { name: 'TypeError', message });
assert.throws(() => process.env.OURO_TEST = Symbol(), { name: 'TypeError', message });
assert.throws(() => Object.defineProperty(process.env, 'x', { get() {} }),
  { code: 'ERR_INVALID_OBJECT_DEFINE_PROPERTY' });
