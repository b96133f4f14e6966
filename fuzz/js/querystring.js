'use strict';
// querystring: what was written is read again, escapes undo each other, and where both must agree
// URLSearchParams agrees. Node docs: Query string; WHATWG URL: urlencoded parsing.

const assert = require('node:assert');
const querystring = require('node:querystring');
const { Choices } = require('./choices');

/** With U+FFFD for lone surrogates. */
const whole = (text) => Buffer.from(text).toString();

module.exports = function check(input) {
  const text = input.toString('latin1');
  const parsed = querystring.parse(text, undefined, undefined, { maxKeys: 0 });
  const written = querystring.stringify(parsed);
  assert.deepStrictEqual(querystring.parse(written, undefined, undefined, { maxKeys: 0 }), parsed);

  const choices = new Choices(input);
  const values = Object.create(null);
  const params = new URLSearchParams();
  for (let left = choices.below(6); left > 0; left--) {
    const [key, value] = [whole(choices.text()), whole(choices.text())];
    params.append(key, value);
    if (key in values) values[key] = [].concat(values[key], value);
    else values[key] = value;
  }
  const query = querystring.stringify(values);
  assert.deepStrictEqual({ ...querystring.parse(query) }, { ...values });
  assert.deepStrictEqual([...new URLSearchParams(query)].sort(), [...params].sort());
  assert.deepStrictEqual({ ...querystring.parse(String(params)) }, { ...values });

  const word = whole(choices.text());
  assert.strictEqual(querystring.escape(word), encodeURIComponent(word));
  assert.strictEqual(querystring.unescape(querystring.escape(word)), word);
  assert.ok(Buffer.isBuffer(querystring.unescapeBuffer(text)));
};
