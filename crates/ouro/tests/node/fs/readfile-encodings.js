'use strict';
// fs.readFile: a Buffer without an encoding, a string with one, in every voice.
// Node docs: fs.readFile.
// Passes unchanged under node.

const assert = require('assert');
const fs = require('fs');
const { mustSucceed, temporaryFolder } = require('../testkit');
const file = `${temporaryFolder()}/text`;
const bytes = Buffer.from([0xc3, 0xa9, 0xff, 0x41]);
fs.writeFileSync(file, bytes);

assert.deepStrictEqual(fs.readFileSync(file), bytes);
for (const encoding of ['utf8', 'latin1', 'ascii', 'hex', 'base64', 'base64url', 'utf16le']) {
  assert.strictEqual(fs.readFileSync(file, encoding), bytes.toString(encoding));
  assert.strictEqual(fs.readFileSync(file, { encoding }), bytes.toString(encoding));
}
assert.strictEqual(fs.readFileSync(file, 'UTF-8'), bytes.toString());
fs.readFile(file, mustSucceed((read) => assert.deepStrictEqual(read, bytes)));
fs.readFile(file, 'hex', mustSucceed((read) => assert.strictEqual(read, 'c3a9ff41')));
fs.promises.readFile(file, { encoding: 'hex' }).then((read) => {
  assert.strictEqual(read, 'c3a9ff41');
});
assert.throws(() => fs.readFileSync(file, 'nope'), {
  code: 'ERR_INVALID_ARG_VALUE',
  message: "The argument 'encoding' is invalid encoding. Received 'nope'",
});
