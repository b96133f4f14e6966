'use strict';
// stream.pipeline: streams and functions in a row; one failure destroys all, and is reported once.
// Node docs: stream.pipeline. Passes unchanged under node.

const assert = require('node:assert/strict');
const { PassThrough, Readable, Transform, pipeline } = require('node:stream');
const { pipeline: promised } = require('node:stream/promises');
const { mustCall, mustFail } = require('../testkit');

const upper = () => new Transform({
  transform(chunk, encoding, callback) {
    callback(null, chunk.toString().toUpperCase());
  },
});

async function main() {
  let text = '';
  await promised(Readable.from(['a', 'b']), upper(), async function* (source) {
    for await (const chunk of source) yield `${chunk}!`;
  }, async (source) => {
    for await (const chunk of source) text += chunk;
  });
  assert.equal(text, 'A!B!');

  const source = new PassThrough();
  const sink = new PassThrough();
  pipeline(source, upper(), sink, mustFail({ message: 'broken' }));
  source.on('error', () => {});
  sink.on('error', () => {});
  source.destroy(new Error('broken'));
  sink.on('close', mustCall(() => assert.equal(sink.destroyed, true)));
}
main().then(mustCall());
