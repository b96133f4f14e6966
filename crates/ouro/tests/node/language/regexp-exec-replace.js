'use strict';
// Regular expressions answer alike whether an automaton or the engine runs them, and hostile ones
// end in linear time. ECMA-262 §22.2; "Legacy RegExp features" proposal.

const assert = require('assert');

// The second use of an object, and a long text, take the other way: every case is tried both ways.
function both(pattern, flags, text, check) {
  for (const pad of ['', '~'.repeat(300)]) {
    const regexp = new RegExp(pattern, flags);
    for (let round = 0; round < 3; round++) {
      regexp.lastIndex = 0;
      check(regexp, text + pad, pad);
    }
  }
}

both('a(b)?(c)?', 'g', 'xxab', (regexp, text) => {
  const match = regexp.exec(text);
  assert.deepStrictEqual([...match], ['ab', 'b', undefined]);
  assert.strictEqual(match.index, 2);
  assert.strictEqual(match.input, text);
  assert.strictEqual(match.groups, undefined);
  assert.strictEqual(regexp.lastIndex, 4);
  assert.strictEqual(regexp.exec(text), null);
  assert.strictEqual(regexp.lastIndex, 0);
});

both('(?<year>\\d{4})-(?<month>\\d\\d)', '', 'on 2026-11', (regexp, text) => {
  assert.deepStrictEqual({ ...regexp.exec(text).groups }, { year: '2026', month: '11' });
});

both('(?:(a)|b)*', '', 'ab', (regexp, text) => {
  // The second round forgets what the first caught.
  assert.deepStrictEqual([...regexp.exec(text)], ['ab', undefined]);
});

both('b', 'y', 'ab', (regexp, text) => {
  assert.strictEqual(regexp.test(text), false);
  regexp.lastIndex = 1;
  assert.strictEqual(regexp.test(text), true);
  assert.strictEqual(regexp.lastIndex, 2);
});

both('[à-ö]', 'i', 'Ä', (regexp, text) => assert.strictEqual(regexp.test(text), true));
both('^b$', 'm', 'a\r\nb\r\nc', (regexp, text) => assert.strictEqual(regexp.test(text), true));
both('\\s\\W', '', '\u00a0-', (regexp, text) => assert.strictEqual(regexp.test(text), true));

both('(\\w)(\\d)?', 'g', 'a1 b', (regexp, text, pad) => {
  assert.strictEqual(text.replace(regexp, '<$2$1$$$&>'), `<1a$a1> <b$b>${pad}`);
  assert.deepStrictEqual(text.match(regexp), ['a1', 'b']);
  assert.strictEqual(
    text.replace(regexp, (all, letter, digit, at) => `${at}${digit ?? letter}`), `01 3b${pad}`);
});

assert.ok(/(\w+) (\w+)/.test('one two'));
assert.deepStrictEqual([RegExp.$1, RegExp.$2, RegExp.$3], ['one', 'two', '']);
assert.deepStrictEqual([RegExp.lastMatch, RegExp['$`'], RegExp.rightContext], ['one two', '', '']);

class Loud extends RegExp {
  exec(text) {
    const match = super.exec(text);
    if (match) match[0] = match[0].toUpperCase();
    return match;
  }
}
assert.strictEqual('abc'.replace(new Loud('b', 'g'), '[$&]'), 'a[B]c');

const hostile = /^(a+)+$/;
assert.strictEqual(hostile.test('a'.repeat(300)), true);

// A slash has one backslash in the source, so that patterns can be made of others.
assert.strictEqual(/a\/b[/]/.source, 'a\\/b[/]');
assert.strictEqual(new RegExp('a/b\n').source, 'a\\/b\\n');
assert.strictEqual(String(/^\.\//g), '/^\\.\\//g');
assert.ok(new RegExp(/^\.\//.source).test('./a'));
both('^\\.\\/', '', './a', (regexp, text) => assert.ok(regexp.test(text)));
