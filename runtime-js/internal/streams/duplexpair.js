'use strict';
// node:stream, duplexPair: two streams, each reads what is written to the other. No Rust half.
// Node docs: stream.duplexPair.

const Duplex = require('internal/streams/duplex');

class DuplexSide extends Duplex {
  #other = null;
  #callback = null;

  setOther(other) {
    if (this.#other === null) this.#other = other;
  }

  _read() {
    const callback = this.#callback;
    if (callback) {
      this.#callback = null;
      callback();
    }
  }

  _write(chunk, encoding, callback) {
    if (chunk.length === 0) {
      process.nextTick(callback);
    } else {
      this.#other.push(chunk);
      this.#other.#callback = callback;
    }
  }

  _final(callback) {
    this.#other.on('end', callback);
    this.#other.push(null);
  }

  _destroy(error, callback) {
    const other = this.#other;
    if (other !== null && !other.destroyed) {
      // In a tick, so that this side's error comes first.
      process.nextTick(() => {
        if (other.destroyed) return;
        if (error) other.destroy();
        else other.push(null);
      });
    }
    callback(error);
  }
}

module.exports = function duplexPair(options) {
  const one = new DuplexSide(options);
  const two = new DuplexSide(options);
  one.setOther(two);
  two.setOther(one);
  return [one, two];
};
