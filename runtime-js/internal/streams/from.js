'use strict';
// node:stream, Readable.from. No Rust half. Node docs: stream.Readable.from.

const { codes: { ERR_INVALID_ARG_TYPE, ERR_STREAM_NULL_VALUES } } = require('internal/errors');

/** A Readable of what an iterable yields; a string or Buffer is one chunk. */
module.exports = function from(Readable, iterable, options) {
  const { Buffer } = require('buffer');
  if (typeof iterable === 'string' || iterable instanceof Buffer) {
    return new Readable({
      objectMode: true,
      ...options,
      read() {
        this.push(iterable);
        this.push(null);
      },
    });
  }
  let iterator;
  let isAsync = false;
  if (iterable?.[Symbol.asyncIterator]) {
    isAsync = true;
    iterator = iterable[Symbol.asyncIterator]();
  } else if (iterable?.[Symbol.iterator]) {
    iterator = iterable[Symbol.iterator]();
  } else {
    throw new ERR_INVALID_ARG_TYPE('iterable', ['Iterable'], iterable);
  }

  const readable = new Readable({ objectMode: true, highWaterMark: 1, ...options });
  let reading = false;

  readable._read = function() {
    if (reading) return;
    reading = true;
    if (isAsync) nextAsync();
    else nextSync();
  };

  const destroy = readable._destroy;
  readable._destroy = function(error, callback) {
    destroy.call(this, error, (failure) => {
      const first = failure || error;
      close(first).then(
        () => process.nextTick(callback, first),
        (later) => process.nextTick(callback, later || first));
    });
  };

  async function close(error) {
    if (error !== undefined && error !== null && typeof iterator.throw === 'function') {
      const { value, done } = await iterator.throw(error);
      await value;
      if (done) return;
    }
    if (typeof iterator.return === 'function') {
      const { value } = await iterator.return();
      await value;
    }
  }

  // Whether to go on.
  function take(value) {
    if (value === null) {
      reading = false;
      throw new ERR_STREAM_NULL_VALUES();
    }
    if (readable.push(value)) return true;
    reading = false;
    return false;
  }

  // As long as no value is a promise there is no need to wait.
  function nextSync() {
    for (;;) {
      try {
        const { value, done } = iterator.next();
        if (done) {
          readable.push(null);
          return;
        }
        if (value && typeof value.then === 'function') {
          nextPromised(value);
          return;
        }
        if (!take(value)) return;
      } catch (error) {
        readable.destroy(error);
        return;
      }
    }
  }

  async function nextPromised(value) {
    try {
      if (!take(await value)) return;
    } catch (error) {
      readable.destroy(error);
      return;
    }
    nextSync();
  }

  async function nextAsync() {
    for (;;) {
      try {
        const { value, done } = await iterator.next();
        if (done) {
          readable.push(null);
          return;
        }
        const settled = value && typeof value.then === 'function' ? await value : value;
        if (!take(settled)) return;
      } catch (error) {
        readable.destroy(error);
        return;
      }
    }
  }
  return readable;
};
