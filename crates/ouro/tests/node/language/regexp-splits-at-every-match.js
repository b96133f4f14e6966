'use strict';
// String.prototype.split and search with a regular expression, plain, sticky, subclassed and changed.
// ECMA-262 §22.2.6.12, §22.2.6.14. Passes unchanged under node.

const assert = require('node:assert/strict');

const splits = [
  ['a1b2c', /\d/, ['a', 'b', 'c']],
  ['abc', /(?:)/, ['a', 'b', 'c']],
  [',a', /,/, ['', 'a']],
  ['a,b,,c,', /,/, ['a', 'b', '', 'c', '']],
  ['', /,/, ['']],
  ['', /(?:)/, []],
  ['a1b2c3', /(\d)/, ['a', '1', 'b', '2', 'c', '3', '']],
  ['abc', /b|/, ['a', 'c']],
  ['a\nb\nc', /^/m, ['a\n', 'b\n', 'c']],
  ['abcabc', /(a)|(z)/, ['', 'a', undefined, 'bc', 'a', undefined, 'bc']],
  ['\u2603 \u2603', /\s/, ['\u2603', '\u2603']],
];
for (const [text, pattern, parts] of splits) {
  assert.deepEqual(text.split(pattern), parts);
  // Long texts, and objects used again, go another way than short ones.
  const filler = '-'.repeat(300);
  const joined = (text + filler).split(pattern).join('|');
  assert.equal((text + filler).split(new RegExp(pattern, `${pattern.flags}y`)).join('|'), joined);
  assert.deepEqual(text.split(pattern), parts);
}
assert.deepEqual('a1b2c3'.split(/(\d)/, 3), ['a', '1', 'b']);
assert.deepEqual('a1b2'.split(/\d/, 0), []);
assert.equal('ab'.repeat(200).split(/a*?/).length, 400);

const global = /a/g;
global.lastIndex = 2;
assert.deepEqual('banana'.split(global), ['b', 'n', 'n', '']);
assert.equal('banana'.search(global), 1);
assert.equal(global.lastIndex, 2);
assert.equal('banana'.search(/a/y), -1);

class Loud extends RegExp {
  exec(text) {
    Loud.calls = (Loud.calls ?? 0) + 1;
    return super.exec(text);
  }
}
assert.deepEqual('a-b'.split(new Loud('-')), ['a', 'b']);
assert.ok(Loud.calls > 0);
const never = /b/;
never.exec = () => null;
assert.equal('abc'.search(never), -1);
assert.equal(never.test('b'), false);
