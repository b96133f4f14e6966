'use strict';
// node:stream, asynchronous iteration over a Readable. No Rust half.
// Node docs: readable[Symbol.asyncIterator], readable.iterator.

const { aggregateTwoErrors } = require('internal/errors');
const { destroyer } = require('internal/streams/destroyer');
const { eos } = require('internal/streams/end-of-stream');

const nop = () => {};

function iterate(stream, options) {
  // A stream of the old kind is wrapped first.
  if (typeof stream.read !== 'function') {
    stream = require('internal/streams/readable').wrap(stream, { objectMode: true });
  }
  const iterator = chunksOf(stream, options);
  iterator.stream = stream;
  return iterator;
}

async function* chunksOf(stream, options) {
  let wake = nop;
  function next(resolve) {
    // As a listener `this` is the stream, as an executor it is not.
    if (this === stream) {
      wake();
      wake = nop;
    } else {
      wake = resolve;
    }
  }
  stream.on('readable', next);

  // undefined while the stream goes on, null when it has ended well.
  let error;
  const cleanup = eos(stream, { writable: false }, (failure) => {
    error = failure ? aggregateTwoErrors(error, failure) : null;
    wake();
    wake = nop;
  });
  // Two statements, not one: Boa 0.22 forgets what `catch` throws when `finally` of the same
  // statement calls a function that catches an error of its own.
  try {
    try {
      for (;;) {
        const chunk = stream.destroyed ? null : stream.read();
        if (chunk !== null) yield chunk;
        else if (error) throw error;
        else if (error === null) return;
        else await new Promise(next);
      }
    } catch (failure) {
      error = aggregateTwoErrors(error, failure);
      throw error;
    }
  } finally {
    if ((error || options?.destroyOnReturn !== false) &&
        (error === undefined || stream._readableState.autoDestroy)) {
      destroyer(stream, null);
    } else {
      stream.off('readable', next);
      cleanup();
    }
  }
}

module.exports = { iterate };
