'use strict';
// An error's own names have its stack before anybody reads it: what programs do to send errors on.

const assert = require('assert');

const error = new TypeError('broken');
error.code = 'E1';
assert.deepStrictEqual(Object.getOwnPropertyNames(error), ['stack', 'message', 'code']);
const sent = JSON.parse(JSON.stringify(new Error('m'), Object.getOwnPropertyNames(new Error('m'))));
assert.deepStrictEqual(Object.keys(sent), ['stack', 'message']);
assert.match(sent.stack, /^Error: m\n {4}at /);
assert.deepStrictEqual(Reflect.ownKeys(new Error()), ['stack']);
assert.strictEqual(Object.getOwnPropertyDescriptors(new Error('x')).stack.enumerable, false);
assert.deepStrictEqual(Object.keys(new Error('x')), []);
