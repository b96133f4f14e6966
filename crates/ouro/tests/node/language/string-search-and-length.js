'use strict';
// Searching, splitting and repeating strings, in both widths and with hostile lengths.
// ECMA-262 §22.1.3.

const assert = require('assert');

assert.strictEqual('abcabc'.replaceAll('b', "[$&$`$'$$]"), "a[bacabc$]ca[babcac$]c");
assert.strictEqual('aaa'.replaceAll('', '-'), '-a-a-a-');
assert.strictEqual('aXbX'.replaceAll('X', (match, at) => `${match}${at}`), 'aX1bX3');
assert.deepStrictEqual('a,b,c'.split(',', 2), ['a', 'b']);
assert.deepStrictEqual('żółw'.split(''), ['ż', 'ó', 'ł', 'w']);
assert.deepStrictEqual('aXbX'.split('X'), ['a', 'b', '']);
assert.deepStrictEqual('żabażaba'.split('aba'), ['ż', 'ż', '']);
assert.deepStrictEqual(''.split(','), ['']);
assert.deepStrictEqual('ab'.split(), ['ab']);
assert.strictEqual('aba'.lastIndexOf('a', 1), 0);
assert.strictEqual('abc'.lastIndexOf('', 1), 1);
assert.strictEqual('żabka'.indexOf('k'), 3);
assert.strictEqual('abc'.indexOf('', 10), 3);
assert.strictEqual('abc'.includes('ż'), false);
assert.strictEqual('x'.padStart(5, 'ab'), 'ababx');
assert.strictEqual('x'.padEnd(4, ''), 'x');

const tooLong = { name: 'RangeError', message: 'Invalid string length' };
assert.throws(() => 'a'.repeat(2 ** 30), tooLong);
assert.throws(() => 'a'.padEnd(2 ** 31, 'b'), tooLong);
assert.throws(() => 'a'.repeat(-1), { name: 'RangeError', message: 'Invalid count value: -1' });
assert.throws(() => 'a'.includes(/a/), TypeError);
assert.throws(() => String.prototype.indexOf.call(null), TypeError);
