'use strict';
// JSON: what was read and written is read again the same; valid text is what the language's own
// literals say; errors are SyntaxErrors. ECMA-262: JSON.parse, JSON.stringify.

const assert = require('node:assert');
const { Choices } = require('./choices');
const graph = require('./graph');

function reads(text) {
  let value;
  try {
    value = JSON.parse(text);
  } catch (error) {
    assert.strictEqual(error.name, 'SyntaxError');
    return;
  }
  const written = JSON.stringify(value);
  assert.strictEqual(JSON.stringify(JSON.parse(written)), written);
  assert.strictEqual(JSON.stringify(JSON.parse(JSON.stringify(value, null, 2))), written);
  const visited = JSON.parse(text, (key, inner) => inner);
  assert.strictEqual(JSON.stringify(visited), written);
  if (!text.includes('__proto__')) assert.strictEqual(JSON.stringify((0, eval)(`(${text})`)), written);
}

module.exports = function check(input) {
  reads(input.toString());
  const choices = new Choices(input);
  const value = graph.value(choices, [], 4, true);
  try {
    const written = JSON.stringify(value, null, choices.pick([undefined, 1, '\t', 'ab']));
    if (written !== undefined) reads(written);
  } catch (error) {
    assert.strictEqual(error.name, 'TypeError');
    assert.match(error.message, /BigInt/);
  }
};
