'use strict';
// JSON.parse: values, any depth, and V8's messages with their positions.
// ECMA-262 §25.5.1.

const assert = require('assert');

const faults = {
  '': 'Unexpected end of JSON input',
  '{': "Expected property name or '}' in JSON at position 1 (line 1 column 2)",
  '{"a"': "Expected ':' after property name in JSON at position 4 (line 1 column 5)",
  '{"a":1,}': 'Expected double-quoted property name in JSON at position 7 (line 1 column 8)',
  '{\n"a":1 "b"': "Expected ',' or '}' after property value in JSON at position 8 (line 2 column 7)",
  '[1 2]': "Expected ',' or ']' after array element in JSON at position 3 (line 1 column 4)",
  'x': `Unexpected token 'x', "x" is not valid JSON`,
  'undefined': '"undefined" is not valid JSON',
  '"a\nb"': 'Bad control character in string literal in JSON at position 2 (line 1 column 3)',
  '"\\u12"': 'Bad Unicode escape in JSON at position 5 (line 1 column 6)',
  '01': 'Unexpected number in JSON at position 1 (line 1 column 2)',
  '1 2': 'Unexpected non-whitespace character after JSON at position 2 (line 1 column 3)',
  '[1,2,3,4,5,6,7,8,9,10,11,x,13,14,15,16]':
    `Unexpected token 'x', ..."8,9,10,11,x,13,14,15"... is not valid JSON`,
};
for (const text of Object.keys(faults)) {
  assert.throws(() => JSON.parse(text), { name: 'SyntaxError', message: faults[text] });
}

assert.ok(Object.is(JSON.parse('-0'), -0));
assert.strictEqual(JSON.parse('"a\\u0041\\n\\ud800"'), 'aA\n\ud800');
const object = JSON.parse('{"a":1,"a":2,"__proto__":3,"0":4}');
assert.deepStrictEqual(Object.keys(object), ['0', 'a', '__proto__']);
assert.strictEqual(Object.getPrototypeOf(object), Object.prototype);
assert.deepStrictEqual(
  JSON.parse('{"a":[1,{"b":3}]}', (key, value) => (typeof value === 'number' ? value + 1 : value)),
  { a: [2, { b: 4 }] },
);

let deep = JSON.parse('['.repeat(100_000) + ']'.repeat(100_000));
let depth = 0;
for (; deep.length > 0; deep = deep[0]) depth++;
assert.strictEqual(depth, 99_999);
