'use strict';
// Names that several groups share stand for the one that took part; `d` tells where each group is.
// ECMA-262 §22.2.7.2 RegExpBuiltinExec. Passes unchanged under node.

const assert = require('node:assert/strict');

const shared = /(?:(?<year>\d{4})-(?<month>\d\d)|(?<month>\d\d)\/(?<year>\d{4}))(\w)?/d;
for (const [text, year, month] of [['2024-05', [0, 4], [5, 7]], ['05/2024', [3, 7], [0, 2]]]) {
  const found = shared.exec(text);
  assert.deepEqual({ ...found.groups }, { year: '2024', month: '05' });
  assert.deepEqual(Object.keys(found.groups), ['year', 'month']);
  assert.deepEqual({ ...found.indices.groups }, { year, month });
  assert.deepEqual([found.indices[0], found.indices[5]], [[0, 7], undefined]);
}
assert.equal(/(?:(?<x>a)|(?<x>b))\k<x>/.exec('abb')[0], 'bb');
assert.equal(/(?<𝒜>.)/.exec('x').groups.𝒜, 'x');
assert.equal('2024-05'.replace(/(?<y>\d+)-(?<m>\d+)/, '$<m>/$<y>'), '05/2024');

// Outside of Latin-1, by pairs and by halves.
assert.deepEqual('x💩y💩'.split(/💩/), ['x', 'y', '']);
assert.deepEqual('x💩y'.split(/(?:)/u), ['x', '💩', 'y']);
assert.equal('x💩y'.split(/(?:)/).length, 4);
assert.equal('ж💩'.replace(/./gu, '[$&]'), '[ж][💩]');
assert.deepEqual('ж💩'.match(/(?:)/gu).length, 3);
const sticky = /[а-я]+/y;
sticky.lastIndex = 1;
assert.deepEqual([sticky.test('.где'), sticky.lastIndex, RegExp.lastMatch], [true, 4, 'где']);
