'use strict';
// A Blob joins its parts; slices share them; File adds a name. Node docs: buffer.Blob, buffer.File.

const assert = require('assert/strict');
const { Blob, File, resolveObjectURL } = require('buffer');
const { mustCall } = require('../testkit');

const blob = new Blob(['hé', new Uint8Array([33]), new Blob(['?'])], { type: 'Text/Plain' });
const file = new File([blob], 'name', { lastModified: 5 });
assert.equal(blob.size, 5);
assert.equal(blob.type, 'text/plain');
assert.equal(blob.slice(-2).size, 2);
assert.equal(file.name, 'name');
assert.equal(file.lastModified, 5);
assert.equal(resolveObjectURL('blob:nodedata:none'), undefined);
assert.throws(() => new Blob('abc'), { code: 'ERR_INVALID_ARG_TYPE' });

Promise.all([
  blob.text(), blob.slice(3, 4).text(), blob.bytes(), file.arrayBuffer(),
  new Blob(['a\r\nb'], { endings: 'native' }).text(), structuredClone(file).text(),
]).then(mustCall(([text, part, bytes, store, lines, cloned]) => {
  assert.equal(text, 'hé!?');
  assert.equal(part, '!');
  assert.deepEqual(bytes, new Uint8Array([104, 195, 169, 33, 63]));
  assert.equal(store.byteLength, 5);
  assert.equal(lines, 'a\nb');
  assert.equal(cloned, text);
}));
