'use strict';
// node:stream, Duplex: a Readable with the methods and the state of a Writable. No Rust half.
// Node docs: Duplex and transform streams.

const Readable = require('internal/streams/readable');
const Writable = require('internal/streams/writable');
const { Stream } = require('internal/streams/legacy');
const { duplex } = require('internal/streams/state');

const { ReadableState } = Readable;
const { WritableState } = Writable;

/** Options are those of both sides; `readable: false` and `writable: false` leave one out. */
function Duplex(options) {
  if (!(this instanceof Duplex)) return new Duplex(options);
  this._readableState = new ReadableState(options, this, true);
  this._writableState = new WritableState(options, this, true);
  if (options) {
    this.allowHalfOpen = options.allowHalfOpen !== false;
    if (options.readable === false) {
      const r = this._readableState;
      r.readable = false;
      r.ended = r.endEmitted = true;
    }
    if (options.writable === false) {
      const w = this._writableState;
      w.writable = false;
      w.ending = w.ended = w.finished = true;
    }
    if (typeof options.read === 'function') this._read = options.read;
    Writable.forDuplex.takeMethods(this, options);
    if (typeof options.destroy === 'function') this._destroy = options.destroy;
    if (typeof options.construct === 'function') this._construct = options.construct;
    if (options.signal) {
      require('internal/streams/add-abort-signal').addAbortSignal(options.signal, this);
    }
  } else {
    this.allowHalfOpen = true;
  }
  Stream.call(this, options);
  if (typeof this._construct === 'function') {
    Readable.forDuplex.constructReadable(this);
    Writable.forDuplex.constructWritable(this);
  }
}
Object.setPrototypeOf(Duplex.prototype, Readable.prototype);
Object.setPrototypeOf(Duplex, Readable);
duplex.Class = Duplex;

const { prototype } = Duplex;
['write', 'cork', 'uncork', 'setDefaultEncoding', '_write', '_writev', 'end', 'destroy']
  .forEach((name) => {
    prototype[name] = Writable.prototype[name];
  });

const properties = {};
['writable', 'writableHighWaterMark', 'writableObjectMode', 'writableBuffer', 'writableLength',
 'writableFinished', 'writableCorked', 'writableEnded', 'writableNeedDrain', 'writableAborted']
  .forEach((name) => {
    properties[name] = Object.getOwnPropertyDescriptor(Writable.prototype, name);
  });
properties.destroyed = {
  __proto__: null,
  configurable: true,
  get() {
    const { _readableState: r, _writableState: w } = this;
    return r !== undefined && w !== undefined && r.destroyed && w.destroyed;
  },
  set(value) {
    // A sub-class may not have its states yet.
    if (this._readableState && this._writableState) {
      this._readableState.destroyed = this._writableState.destroyed = value;
    }
  },
};
Object.defineProperties(prototype, properties);

/** A Duplex of a stream, an iterable, a function, a promise, or a pair of streams. */
Duplex.from = function(body) {
  return require('internal/streams/duplexify').duplexify(body, 'body');
};

module.exports = Duplex;
