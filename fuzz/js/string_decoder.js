'use strict';
// StringDecoder and TextDecoder: however bytes are split, the text is that of the whole.
// Node docs: String decoder; WHATWG Encoding.

const assert = require('node:assert');
const { StringDecoder } = require('node:string_decoder');
const { Choices } = require('./choices');

function pieces(choices) {
  const cuts = [];
  for (let left = choices.below(12); left > 0; left--) cuts.push(choices.below(9));
  const bytes = choices.rest().subarray(0, 300);
  const result = [];
  let at = 0;
  for (const cut of cuts) {
    result.push(bytes.subarray(at, at + cut));
    at = Math.min(at + cut, bytes.length);
  }
  return { bytes, pieces: [...result, bytes.subarray(at)] };
}

module.exports = function check(input) {
  const { bytes, pieces: split } = pieces(new Choices(input));
  for (const encoding of ['utf8', 'utf16le', 'base64', 'base64url', 'latin1', 'ascii', 'hex']) {
    const decoder = new StringDecoder(encoding);
    let text = '';
    for (const piece of split) text += decoder.write(piece);
    text += decoder.end();
    // Half a unit at the end of UTF-16 is dropped by both.
    assert.strictEqual(text, bytes.toString(encoding), encoding);
    assert.strictEqual(decoder.end(), '');
    assert.strictEqual(decoder.write(bytes) + decoder.end(), text, encoding);
  }
  for (const label of ['utf-8', 'utf-16le', 'utf-16be', 'latin1', 'shift_jis', 'euc-kr']) {
    const options = { ignoreBOM: true };
    const decoder = new TextDecoder(label, options);
    let text = '';
    for (const piece of split) text += decoder.decode(piece, { stream: true });
    text += decoder.decode();
    assert.strictEqual(text, new TextDecoder(label, options).decode(bytes), label);
  }
};
