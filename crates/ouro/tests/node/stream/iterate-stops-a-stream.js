'use strict';
// for await over a Readable: chunks, errors after the chunks before them, and destruction on break.
// Node docs: readable[Symbol.asyncIterator], readable.map. Passes unchanged under node.

const assert = require('node:assert/strict');
const { Readable } = require('node:stream');
const { mustCall } = require('../testkit');

async function main() {
  const broken = Readable.from((function* () {
    yield 1;
    throw new Error('broken');
  })());
  const seen = [];
  await assert.rejects(async () => {
    for await (const chunk of broken) seen.push(chunk);
  }, { message: 'broken' });
  assert.deepEqual(seen, [1]);

  const endless = new Readable({ objectMode: true, read() { this.push('x'); } });
  for await (const chunk of endless) {
    assert.equal(chunk, 'x');
    break;
  }
  assert.equal(endless.destroyed, true);

  const result = await Readable.from([1, 2, 3, 4])
    .filter((n) => n % 2 === 0)
    .map(async (n) => n * 10)
    .toArray();
  assert.deepEqual(result, [20, 40]);
  assert.equal(await Readable.from([1, 2, 3]).reduce((sum, n) => sum + n, 0), 6);
}
main().then(mustCall());
