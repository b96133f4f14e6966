'use strict';
// createReadStream and createWriteStream: a range is read, positions are written, all is closed.
// Node docs: fs.createReadStream, fs.createWriteStream.
// Passes unchanged under node.

const assert = require('assert');
const fs = require('fs');
const { mustCall, temporaryFolder } = require('../testkit');
const folder = temporaryFolder();
const text = 'abcdefghij'.repeat(20000);
fs.writeFileSync(`${folder}/a`, text);
const copy = fs.createReadStream(`${folder}/a`).pipe(fs.createWriteStream(`${folder}/b`));
copy.on('close', mustCall(() => {
  assert.strictEqual(copy.bytesWritten, text.length);
  assert.strictEqual(fs.readFileSync(`${folder}/b`, 'latin1'), text);
}));
const part = fs.createReadStream(`${folder}/a`, { start: 2, end: 5, encoding: 'latin1' });
const chunks = [];
part.on('open', mustCall((fd) => assert.strictEqual(typeof fd, 'number')));
part.on('data', (chunk) => chunks.push(chunk));
part.on('end', mustCall(() => assert.strictEqual(chunks.join(''), 'cdef')));
part.on('close', mustCall());
const absent = fs.createReadStream(`${folder}/none`);
absent.on('error', mustCall((error) => assert.strictEqual(error.code, 'ENOENT')));
assert.throws(() => fs.createReadStream(__filename, { start: 5, end: 2 }), {
  code: 'ERR_OUT_OF_RANGE',
});
