'use strict';
// encodeURI, decodeURI and their component kin: one message for all that is malformed.
// ECMA-262 §19.2.6.

const assert = require('assert');

const malformed = { name: 'URIError', message: 'URI malformed' };
for (const text of ['%', '%2', '%zz', '%E4', '%C3%28', '%ED%A0%80', '%F8%80']) {
  assert.throws(() => decodeURI(text), malformed);
  assert.throws(() => decodeURIComponent(text), malformed);
}
for (const text of ['\ud800', 'a\udc00', '\udc00\ud800']) {
  assert.throws(() => encodeURI(text), malformed);
  assert.throws(() => encodeURIComponent(text), malformed);
}
assert.strictEqual(encodeURIComponent(), 'undefined');
assert.strictEqual(decodeURI('%C3%BC%23'), 'ü%23');
const failure = new Error('of the argument');
assert.throws(() => encodeURI({ toString() { throw failure; } }), failure);
assert.deepStrictEqual([encodeURI.length, encodeURI.name], [1, 'encodeURI']);
