'use strict';
// A broken pattern is told in V8's words, with the pattern and its flags.
// ECMA-262 §22.2.3.3 RegExpInitialize. Passes unchanged under node.

const assert = require('node:assert/strict');

const cases = [
  ['(', '', 'Unterminated group'],
  ['a)', '', "Unmatched ')'"],
  ['*', '', 'Nothing to repeat'],
  ['a**', 'u', 'Nothing to repeat'],
  ['[', '', 'Unterminated character class'],
  ['[b-a]', 'i', 'Range out of order in character class'],
  ['\\', '', '\\ at end of pattern'],
  ['(?a)', '', 'Invalid group'],
  ['(?<a', '', 'Invalid capture group name'],
  ['(?<a>x)(?<a>y)', '', 'Duplicate capture group name'],
  ['(?<a>)\\k<b>', '', 'Invalid named capture referenced'],
  ['a{2,1}', 'm', 'numbers out of order in {} quantifier'],
  ['(?<=a)*', '', 'Invalid quantifier'],
  ['a{', 'u', 'Incomplete quantifier'],
  ['}', 'u', 'Lone quantifier brackets'],
  ['\\00', 'u', 'Invalid decimal escape'],
  ['\\u{110000}', 'u', 'Invalid Unicode escape'],
  ['\\p{Foo}', 'su', 'Invalid property name'],
  ['[a-z&&b]', 'v', 'Invalid set operation in character class'],
  ['[^\\q{ab}]', 'v', 'Negated character class may contain strings'],
];
for (const [pattern, flags, words] of cases) {
  const message = `Invalid regular expression: /${pattern}/${flags}: ${words}`;
  assert.throws(() => new RegExp(pattern, flags), { name: 'SyntaxError', message });
}
