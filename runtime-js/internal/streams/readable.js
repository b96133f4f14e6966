'use strict';
// node:stream, Readable. No Rust half. Node docs: Readable streams.
// The order of events, and what is emitted in a tick of its own, is Node's.

const { Buffer } = require('buffer');
const { Stream } = require('internal/streams/legacy');
const { construct, destroy, errorOrDestroy, undestroy } = require('internal/streams/destroy');
const {
  addFields, duplex, getDefaultHighWaterMark, getHighWaterMark, none,
} = require('internal/streams/state');
const { codes } = require('internal/errors');
const { validateObject } = require('internal/validators');

const kPaused = Symbol('kPaused');
const MAX_HWM = 0x40000000;

function decoderOf(encoding) {
  const { StringDecoder } = require('string_decoder');
  return new StringDecoder(encoding);
}

// Made in one piece, which costs half of what one property after the other does.
function ReadableState(options, stream, isDuplex) {
  const objectMode = Boolean(
    options && (options.objectMode || (isDuplex && options.readableObjectMode)));
  const state = {
    __proto__: ReadableState.prototype,
    highWaterMark: options ?
      getHighWaterMark(objectMode, options, 'readableHighWaterMark', isDuplex) :
      getDefaultHighWaterMark(false),
    buffer: none,
    length: 0,
    pipes: none,
    flowing: null,
    reading: false,
    // Whether `_read` is still running: what it pushes then is only buffered.
    sync: true,
    needReadable: false,
    emittedReadable: false,
    readingMore: false,
    resumeScheduled: false,
    dataEmitted: false,
  };
  if (objectMode) state.objectMode = true;
  if (options) {
    if (options.emitClose === false) state.emitClose = false;
    if (options.autoDestroy === false) state.autoDestroy = false;
    const encoding = options.defaultEncoding;
    if (encoding && encoding !== 'utf8') {
      if (!Buffer.isEncoding(encoding)) throw new codes.ERR_UNKNOWN_ENCODING(encoding);
      state.defaultEncoding = encoding;
    }
    if (options.encoding) {
      state.decoder = decoderOf(options.encoding);
      state.encoding = options.encoding;
    }
  }
  return state;
}

// What most streams never change, or only at their end, stands here: an idle stream is small.
Object.assign(ReadableState.prototype, {
  autoDestroy: true,
  awaitDrainWriters: null,
  closed: false,
  closeEmitted: false,
  constructed: true,
  decoder: null,
  defaultEncoding: 'utf8',
  destroyed: false,
  emitClose: true,
  encoding: null,
  ended: false,
  endEmitted: false,
  errored: null,
  errorEmitted: false,
  objectMode: false,
  multiAwaitDrain: false,
  readableListening: false,
  [kPaused]: null,
});
Object.defineProperties(ReadableState.prototype, {
  pipesCount: { __proto__: null, get() { return this.pipes.length; } },
  paused: {
    __proto__: null,
    get() { return this[kPaused] !== false; },
    set(value) { this[kPaused] = Boolean(value); },
  },
});

function Readable(options) {
  if (!(this instanceof Readable)) return new Readable(options);
  const isDuplex = duplex.Class !== undefined && this instanceof duplex.Class;
  this._readableState = new ReadableState(options, this, isDuplex);
  if (options) {
    if (typeof options.read === 'function') this._read = options.read;
    if (typeof options.destroy === 'function') this._destroy = options.destroy;
    if (typeof options.construct === 'function') this._construct = options.construct;
    if (options.signal && !isDuplex) {
      require('internal/streams/add-abort-signal').addAbortSignal(options.signal, this);
    }
  }
  Stream.call(this, options);
  if (typeof this._construct === 'function') constructReadable(this);
}

function constructReadable(stream) {
  construct(stream, () => {
    const state = stream._readableState;
    if (state.needReadable) maybeReadMore(stream, state);
  });
}
Object.setPrototypeOf(Readable.prototype, Stream.prototype);
Object.setPrototypeOf(Readable, Stream);
Readable.ReadableState = ReadableState;

const { prototype } = Readable;
prototype.destroy = destroy;
prototype._undestroy = undestroy;
prototype._destroy = function(error, callback) {
  callback(error);
};
prototype[Symbol.for('nodejs.rejection')] = function(error) {
  this.destroy(error);
};
prototype[Symbol.asyncDispose] = function() {
  return require('internal/streams/dispose')(this, this.readableEnded);
};

/** Adds a chunk to the end of the queue; null ends the stream. Whether more is wanted. */
prototype.push = function(chunk, encoding) {
  return addToQueue(this, chunk, encoding, false);
};

/** Puts a chunk back in front of the queue. */
prototype.unshift = function(chunk, encoding) {
  return addToQueue(this, chunk, encoding, true);
};

function addToQueue(stream, chunk, encoding, first) {
  const state = stream._readableState;
  if (chunk === null) {
    state.reading = false;
    onEof(stream, state);
    return false;
  }
  if (!state.objectMode) {
    if (typeof chunk === 'string') {
      encoding ||= state.defaultEncoding;
      if (state.encoding !== encoding) {
        chunk = Buffer.from(chunk, encoding);
        if (first && state.encoding) chunk = chunk.toString(state.encoding);
        else encoding = '';
      }
    } else if (chunk instanceof Buffer) {
      encoding = '';
    } else if (ArrayBuffer.isView(chunk)) {
      chunk = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
      encoding = '';
    } else if (chunk !== undefined) {
      errorOrDestroy(stream, new codes.ERR_INVALID_ARG_TYPE(
        'chunk', ['string', 'Buffer', 'TypedArray', 'DataView'], chunk));
      return false;
    }
    if (!chunk || chunk.length <= 0) {
      state.reading = false;
      maybeReadMore(stream, state);
      return wantsMore(state);
    }
  }
  if (first) {
    if (state.endEmitted) {
      errorOrDestroy(stream, new codes.ERR_STREAM_UNSHIFT_AFTER_END_EVENT());
      return false;
    }
    if (state.destroyed || state.errored) return false;
    addChunk(stream, state, chunk, true);
    return wantsMore(state);
  }
  if (state.ended) {
    errorOrDestroy(stream, new codes.ERR_STREAM_PUSH_AFTER_EOF());
    return false;
  }
  if (state.destroyed || state.errored) return false;
  state.reading = false;
  if (state.decoder && !encoding) {
    chunk = state.decoder.write(chunk);
    if (!state.objectMode && chunk.length === 0) {
      maybeReadMore(stream, state);
      return wantsMore(state);
    }
  }
  addChunk(stream, state, chunk, false);
  return wantsMore(state);
}

function wantsMore(state) {
  return !state.ended && (state.length < state.highWaterMark || state.length === 0);
}

function addChunk(stream, state, chunk, first) {
  if (state.flowing && state.length === 0 && !state.sync && stream.listenerCount('data') > 0) {
    releaseWriters(state);
    state.dataEmitted = true;
    stream.emit('data', chunk);
  } else {
    state.length += state.objectMode ? 1 : chunk.length;
    if (state.buffer === none) state.buffer = [];
    if (first) state.buffer.unshift(chunk);
    else state.buffer.push(chunk);
    if (state.needReadable) emitReadable(stream);
  }
  maybeReadMore(stream, state);
}

// A chunk was taken: whoever was waited for is asked again.
function releaseWriters(state) {
  if (state.multiAwaitDrain) state.awaitDrainWriters.clear();
  else state.awaitDrainWriters = null;
}

prototype.isPaused = function() {
  const state = this._readableState;
  return state[kPaused] === true || state.flowing === false;
};

prototype.setEncoding = function(encoding) {
  const state = this._readableState;
  const decoder = decoderOf(encoding);
  state.decoder = decoder;
  state.encoding = decoder.encoding;
  let content = '';
  for (let i = 0; i < state.buffer.length; i++) content += decoder.write(state.buffer[i]);
  state.buffer = content === '' ? none : [content];
  state.length = content.length;
  return this;
};

function amountToRead(n, state) {
  if (n <= 0 || (state.length === 0 && state.ended)) return 0;
  if (state.objectMode) return 1;
  if (Number.isNaN(n)) {
    // Bytes come as they were pushed, decoded text as far as there is any.
    return state.length && (state.flowing || !state.decoder) ?
      state.buffer[0].length : state.length;
  }
  if (n <= state.length) return n;
  return state.ended ? state.length : 0;
}

// The next power of two: asking for much once makes a stream read ahead as much.
function raisedMark(n) {
  if (n > MAX_HWM) throw new codes.ERR_OUT_OF_RANGE('size', '<= 1GiB', n);
  let mark = 1;
  while (mark < n) mark *= 2;
  return mark;
}

/** Takes `n` bytes (or one object, or all there is) from the queue; null if there is not enough. */
prototype.read = function(n) {
  if (n === undefined) n = NaN;
  else if (!Number.isInteger(n)) n = Number.parseInt(n, 10);
  const state = this._readableState;
  const asked = n;
  if (n > state.highWaterMark) state.highWaterMark = raisedMark(n);
  if (n !== 0) state.emittedReadable = false;

  // `read(0)` only asks for the queue to be filled, and says so if it is full.
  if (n === 0 && state.needReadable && (state.ended ||
      (state.highWaterMark !== 0 ? state.length >= state.highWaterMark : state.length > 0))) {
    if (state.length === 0 && state.ended) endReadable(this);
    else emitReadable(this);
    return null;
  }
  n = amountToRead(n, state);
  if (n === 0 && state.ended) {
    if (state.length === 0) endReadable(this);
    return null;
  }

  const wanted = state.needReadable || state.length === 0 || state.length - n < state.highWaterMark;
  if (wanted && !state.ended && !state.reading && !state.destroyed && !state.errored &&
      state.constructed) {
    state.reading = true;
    state.sync = true;
    if (state.length === 0) state.needReadable = true;
    try {
      this._read(state.highWaterMark);
    } catch (error) {
      errorOrDestroy(this, error);
    }
    state.sync = false;
    if (!state.reading) n = amountToRead(asked, state);
  }

  const chunk = n > 0 ? fromList(n, state) : null;
  if (chunk === null) {
    state.needReadable = state.length <= state.highWaterMark;
    n = 0;
  } else {
    state.length -= n;
    releaseWriters(state);
  }
  if (state.length === 0) {
    if (!state.ended) state.needReadable = true;
    if (asked !== n && state.ended) endReadable(this);
  }
  if (chunk !== null && !state.errorEmitted && !state.closeEmitted) {
    state.dataEmitted = true;
    this.emit('data', chunk);
  }
  return chunk;
};

function onEof(stream, state) {
  if (state.ended) return;
  if (state.decoder) {
    const chunk = state.decoder.end();
    if (chunk?.length) {
      if (state.buffer === none) state.buffer = [];
      state.buffer.push(chunk);
      state.length += state.objectMode ? 1 : chunk.length;
    }
  }
  state.ended = true;
  if (state.sync) {
    emitReadable(stream);
  } else {
    state.needReadable = false;
    state.emittedReadable = true;
    emitReadableNow(stream);
  }
}

function emitReadable(stream) {
  const state = stream._readableState;
  state.needReadable = false;
  if (state.emittedReadable) return;
  state.emittedReadable = true;
  process.nextTick(emitReadableNow, stream);
}

function emitReadableNow(stream) {
  const state = stream._readableState;
  if (!state.destroyed && !state.errored && (state.length || state.ended)) {
    stream.emit('readable');
    state.emittedReadable = false;
  }
  state.needReadable = !state.flowing && !state.ended && state.length <= state.highWaterMark;
  flow(stream);
}

function maybeReadMore(stream, state) {
  if (state.readingMore || !state.constructed) return;
  state.readingMore = true;
  process.nextTick(readMore, stream, state);
}

function readMore(stream, state) {
  while (!state.reading && !state.ended &&
         (state.length < state.highWaterMark || (state.flowing && state.length === 0))) {
    const { length } = state;
    stream.read(0);
    if (length === state.length) break;
  }
  state.readingMore = false;
}

prototype._read = function() {
  throw new codes.ERR_METHOD_NOT_IMPLEMENTED('_read()');
};

// Loaded when first called.
prototype.pipe = function(dest, options) {
  return require('internal/streams/pipe').pipe(this, dest, options);
};
prototype.unpipe = function(dest) {
  const state = this._readableState;
  if (state.pipes.length === 0) return this;
  return require('internal/streams/pipe').unpipe(this, dest, state);
};
prototype.wrap = function(old) {
  return require('internal/streams/wrap').wrap(this, old);
};

/** Also makes the stream flow (`data`) or be read by hand (`readable`). */
prototype.on = function(event, listener) {
  const result = Stream.prototype.on.call(this, event, listener);
  const state = this._readableState;
  if (event === 'data') {
    state.readableListening = this.listenerCount('readable') > 0;
    if (state.flowing !== false) this.resume();
  } else if (event === 'readable' && !state.endEmitted && !state.readableListening) {
    state.readableListening = state.needReadable = true;
    state.flowing = false;
    state.emittedReadable = false;
    if (state.length) emitReadable(this);
    else if (!state.reading) process.nextTick(readNothing, this);
  }
  return result;
};
prototype.addListener = prototype.on;

function readNothing(stream) {
  stream.read(0);
}

prototype.removeListener = function(event, listener) {
  const result = Stream.prototype.removeListener.call(this, event, listener);
  if (event === 'readable') process.nextTick(updateReadableListening, this);
  return result;
};
prototype.off = prototype.removeListener;

prototype.removeAllListeners = function(event) {
  const result = Stream.prototype.removeAllListeners.apply(this, arguments);
  if (event === 'readable' || event === undefined) {
    process.nextTick(updateReadableListening, this);
  }
  return result;
};

function updateReadableListening(stream) {
  const state = stream._readableState;
  state.readableListening = stream.listenerCount('readable') > 0;
  if (state.resumeScheduled && state[kPaused] === false) state.flowing = true;
  else if (stream.listenerCount('data') > 0) stream.resume();
  else if (!state.readableListening) state.flowing = null;
}

prototype.resume = function() {
  const state = this._readableState;
  if (!state.flowing) {
    state.flowing = !state.readableListening;
    if (!state.resumeScheduled) {
      state.resumeScheduled = true;
      process.nextTick(resumeNow, this, state);
    }
  }
  state[kPaused] = false;
  return this;
};

function resumeNow(stream, state) {
  if (!state.reading) stream.read(0);
  state.resumeScheduled = false;
  stream.emit('resume');
  flow(stream);
  if (state.flowing && !state.reading) stream.read(0);
}

prototype.pause = function() {
  const state = this._readableState;
  if (state.flowing !== false) {
    state.flowing = false;
    this.emit('pause');
  }
  state[kPaused] = true;
  return this;
};

function flow(stream) {
  const state = stream._readableState;
  while (state.flowing && stream.read() !== null);
}

prototype[Symbol.asyncIterator] = function() {
  return require('internal/streams/iterator').iterate(this);
};

/** Iterates like `for await`; `destroyOnReturn: false` leaves the stream usable afterwards. */
prototype.iterator = function(options) {
  if (options !== undefined) validateObject(options, 'options');
  return require('internal/streams/iterator').iterate(this, options);
};

const accessors = {
  readable: {
    __proto__: null,
    configurable: true,
    get() {
      const r = this._readableState;
      return Boolean(r) && r.readable !== false && !r.destroyed && !r.errorEmitted &&
        !r.endEmitted;
    },
    set(value) {
      if (this._readableState) this._readableState.readable = Boolean(value);
    },
  },
  readableAborted: {
    __proto__: null,
    configurable: true,
    get() {
      const r = this._readableState;
      return r.readable !== false && Boolean(r.destroyed || r.errored) && !r.endEmitted;
    },
  },
};
addFields(accessors, '_readableState', [
  ['readableDidRead', 'dataEmitted'], ['readableHighWaterMark', 'highWaterMark'],
  ['readableBuffer', 'buffer'], ['readableFlowing', 'flowing', undefined, true],
  ['readableLength', 'length'], ['readableObjectMode', 'objectMode', false],
  ['readableEncoding', 'encoding', null], ['errored', 'errored', null],
  ['closed', 'closed', false], ['destroyed', 'destroyed', false, true],
  ['readableEnded', 'endEmitted', false],
]);
Object.defineProperties(prototype, accessors);

// Takes n bytes, or one object, off the queue. The caller has checked that they are there.
function fromList(n, state) {
  const { buffer } = state;
  if (state.length === 0) return null;
  if (state.objectMode) return buffer.shift();
  if (!n || n >= state.length) {
    state.buffer = none;
    if (buffer.length === 1) return buffer[0];
    return state.decoder ? buffer.join('') : Buffer.concat(buffer, state.length);
  }
  const first = buffer[0];
  if (n < first.length) {
    buffer[0] = first.slice(n);
    return first.slice(0, n);
  }
  if (n === first.length) return buffer.shift();
  const parts = [];
  let missing = n;
  while (missing > 0) {
    const part = buffer[0];
    if (part.length > missing) {
      parts.push(part.slice(0, missing));
      buffer[0] = part.slice(missing);
      break;
    }
    missing -= part.length;
    parts.push(buffer.shift());
  }
  return state.decoder ? parts.join('') : Buffer.concat(parts, n);
}
Readable._fromList = fromList;

function endReadable(stream) {
  const state = stream._readableState;
  if (state.endEmitted) return;
  state.ended = true;
  process.nextTick(endReadableNT, state, stream);
}

function endReadableNT(state, stream) {
  if (state.errored || state.closeEmitted || state.endEmitted || state.length !== 0) return;
  state.endEmitted = true;
  stream.emit('end');
  if (stream.writable && stream.allowHalfOpen === false) {
    process.nextTick(endWritableNT, stream);
  } else if (state.autoDestroy) {
    // Both sides must be done.
    const w = stream._writableState;
    if (!w || (w.autoDestroy && (w.finished || w.writable === false))) stream.destroy();
  }
}

function endWritableNT(stream) {
  if (stream.writable && !stream.writableEnded && !stream.destroyed) stream.end();
}

/** A stream of what an iterable yields. */
Readable.from = function(iterable, options) {
  return require('internal/streams/from')(Readable, iterable, options);
};
/** A Readable around a stream of the old kind. */
Readable.wrap = function(source, options) {
  return require('internal/streams/wrap').wrapped(source, options);
};

// The operators, each loaded when first called.
function operator(name, length) {
  const { [name]: method } = {
    [name](...args) {
      return require('internal/streams/operators')[name](this, ...args);
    },
  };
  Object.defineProperty(method, 'length', { __proto__: null, configurable: true, value: length });
  return { __proto__: null, configurable: true, writable: true, enumerable: false, value: method };
}
const operators = {};
[['drop', 1], ['filter', 2], ['flatMap', 2], ['map', 2], ['take', 1], ['every', 1], ['forEach', 2],
 ['reduce', 3], ['toArray', 1], ['some', 1], ['find', 2]].forEach(([name, length]) => {
  operators[name] = operator(name, length);
});
Object.defineProperties(prototype, operators);
prototype.compose = function(stream, options) {
  return require('internal/streams/operators').compose(this, stream, options);
};

module.exports = Readable;
Object.defineProperty(Readable, 'forDuplex', { __proto__: null, value: { constructReadable } });
