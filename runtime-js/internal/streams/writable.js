'use strict';
// node:stream, Writable. No Rust half. Node docs: Writable streams.
// The order of events, and what is called in a tick of its own, is Node's.

const { Buffer } = require('buffer');
const { Stream } = require('internal/streams/legacy');
const { construct, destroy, errorOrDestroy, undestroy } = require('internal/streams/destroy');
const {
  addFields, duplex, getDefaultHighWaterMark, getHighWaterMark, none,
} = require('internal/streams/state');
const { codes } = require('internal/errors');

const kOnFinished = Symbol('kOnFinished');
const nop = () => {};

// Made in one piece, which costs half of what one property after the other does.
function WritableState(options, stream, isDuplex) {
  const objectMode = Boolean(
    options && (options.objectMode || (isDuplex && options.writableObjectMode)));
  const state = {
    __proto__: WritableState.prototype,
    highWaterMark: options ?
      getHighWaterMark(objectMode, options, 'writableHighWaterMark', isDuplex) :
      getDefaultHighWaterMark(false),
    length: 0,
    pendingcb: 0,
    writing: false,
    // Whether `_write` is still running: its callback is then answered in a later tick.
    sync: true,
    writelen: 0,
    writecb: null,
    buffered: none,
    bufferedIndex: 0,
    allBuffers: true,
    allNoop: true,
  };
  if (objectMode) state.objectMode = true;
  if (options) {
    if (options.emitClose === false) state.emitClose = false;
    if (options.autoDestroy === false) state.autoDestroy = false;
    if (options.decodeStrings === false) state.decodeStrings = false;
    const encoding = options.defaultEncoding;
    if (encoding && encoding !== 'utf8') {
      if (!Buffer.isEncoding(encoding)) throw new codes.ERR_UNKNOWN_ENCODING(encoding);
      state.defaultEncoding = encoding;
    }
  }
  return state;
}

// What most streams never change, or only at their end, stands here: an idle stream is small.
Object.assign(WritableState.prototype, {
  afterWritePending: false,
  afterWriteTickInfo: null,
  autoDestroy: true,
  bufferProcessing: false,
  closed: false,
  closeEmitted: false,
  constructed: true,
  corked: 0,
  decodeStrings: true,
  defaultEncoding: 'utf8',
  destroyed: false,
  emitClose: true,
  ended: false,
  ending: false,
  errored: null,
  errorEmitted: false,
  finalCalled: false,
  finished: false,
  needDrain: false,
  objectMode: false,
  onwrite: null,
  prefinished: false,
  [kOnFinished]: null,
  getBuffer() {
    return this.buffered.slice(this.bufferedIndex);
  },
});
Object.defineProperty(WritableState.prototype, 'bufferedRequestCount', {
  __proto__: null,
  get() { return this.buffered.length - this.bufferedIndex; },
});

function resetBuffer(state) {
  state.buffered = none;
  state.bufferedIndex = 0;
  state.allBuffers = true;
  state.allNoop = true;
}

const isInstance = Function.prototype[Symbol.hasInstance];

function Writable(options) {
  const isDuplex = duplex.Class !== undefined && this instanceof duplex.Class;
  if (!isDuplex && !isInstance.call(Writable, this)) return new Writable(options);
  this._writableState = new WritableState(options, this, isDuplex);
  if (options) {
    takeMethods(this, options);
    if (typeof options.destroy === 'function') this._destroy = options.destroy;
    if (typeof options.construct === 'function') this._construct = options.construct;
    if (options.signal) {
      require('internal/streams/add-abort-signal').addAbortSignal(options.signal, this);
    }
  }
  Stream.call(this, options);
  constructWritable(this);
}
Object.setPrototypeOf(Writable.prototype, Stream.prototype);
Object.setPrototypeOf(Writable, Stream);
Writable.WritableState = WritableState;

function takeMethods(stream, options) {
  if (typeof options.write === 'function') stream._write = options.write;
  if (typeof options.writev === 'function') stream._writev = options.writev;
  if (typeof options.final === 'function') stream._final = options.final;
}

function constructWritable(stream) {
  if (typeof stream._construct !== 'function') return;
  construct(stream, () => {
    const state = stream._writableState;
    if (!state.writing) clearBuffer(stream, state);
    finishMaybe(stream, state);
  });
}

// A Duplex inherits from Readable only, and is a Writable all the same.
Object.defineProperty(Writable, Symbol.hasInstance, {
  __proto__: null,
  value(object) {
    if (isInstance.call(this, object)) return true;
    return this === Writable && Boolean(object) && object._writableState instanceof WritableState;
  },
});

const { prototype } = Writable;

prototype.pipe = function() {
  errorOrDestroy(this, new codes.ERR_STREAM_CANNOT_PIPE());
};

/** The error of a write that cannot be, else whether more may be written at once. */
function write(stream, chunk, encoding, callback) {
  if (typeof callback !== 'function') callback = nop;
  const state = stream._writableState;
  if (chunk === null) throw new codes.ERR_STREAM_NULL_VALUES();
  if (!state.objectMode) {
    if (!encoding) encoding = state.defaultEncoding;
    else if (encoding !== 'buffer' && !Buffer.isEncoding(encoding)) {
      throw new codes.ERR_UNKNOWN_ENCODING(encoding);
    }
    if (typeof chunk === 'string') {
      if (state.decodeStrings) {
        chunk = Buffer.from(chunk, encoding);
        encoding = 'buffer';
      }
    } else if (chunk instanceof Buffer) {
      encoding = 'buffer';
    } else if (ArrayBuffer.isView(chunk)) {
      chunk = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
      encoding = 'buffer';
    } else {
      throw new codes.ERR_INVALID_ARG_TYPE(
        'chunk', ['string', 'Buffer', 'TypedArray', 'DataView'], chunk);
    }
  }
  let error;
  if (state.ending) error = new codes.ERR_STREAM_WRITE_AFTER_END();
  else if (state.destroyed) error = new codes.ERR_STREAM_DESTROYED('write');
  if (error) {
    process.nextTick(callback, error);
    errorOrDestroy(stream, error, true);
    return error;
  }
  state.pendingcb++;
  return writeOrBuffer(stream, state, chunk, encoding, callback);
}

prototype.write = function(chunk, encoding, callback) {
  if (typeof encoding === 'function') {
    callback = encoding;
    encoding = null;
  }
  return write(this, chunk, encoding, callback) === true;
};

prototype.cork = function() {
  this._writableState.corked++;
};

prototype.uncork = function() {
  const state = this._writableState;
  if (!state.corked) return;
  state.corked--;
  if (!state.writing) clearBuffer(this, state);
};

prototype.setDefaultEncoding = function setDefaultEncoding(encoding) {
  if (typeof encoding === 'string') encoding = encoding.toLowerCase();
  if (!Buffer.isEncoding(encoding)) throw new codes.ERR_UNKNOWN_ENCODING(encoding);
  this._writableState.defaultEncoding = encoding;
  return this;
};

function writeOrBuffer(stream, state, chunk, encoding, callback) {
  const length = state.objectMode ? 1 : chunk.length;
  state.length += length;
  const room = state.length < state.highWaterMark;
  if (!room) state.needDrain = true;
  if (state.writing || state.corked || state.errored || !state.constructed) {
    if (state.buffered === none) state.buffered = [];
    state.buffered.push({ chunk, encoding, callback });
    if (state.allBuffers && encoding !== 'buffer') state.allBuffers = false;
    if (state.allNoop && callback !== nop) state.allNoop = false;
  } else {
    state.writelen = length;
    state.writecb = callback;
    state.writing = true;
    state.sync = true;
    stream._write(chunk, encoding, state.onwrite ?? answering(stream, state));
    state.sync = false;
  }
  // What is broken takes no more.
  return room && !state.errored && !state.destroyed;
}

// What `_write` calls: made for the first write, since many streams never have one.
function answering(stream, state) {
  state.onwrite = (error) => onwrite(stream, error);
  return state.onwrite;
}

function doWrite(stream, state, vector, length, chunk, encoding, callback) {
  const done = state.onwrite ?? answering(stream, state);
  state.writelen = length;
  state.writecb = callback;
  state.writing = true;
  state.sync = true;
  if (state.destroyed) done(new codes.ERR_STREAM_DESTROYED('write'));
  else if (vector) stream._writev(chunk, done);
  else stream._write(chunk, encoding, done);
  state.sync = false;
}

function onwriteError(stream, state, error, callback) {
  state.pendingcb--;
  callback(error);
  // Buffered writes can never be made now.
  errorBuffer(state);
  errorOrDestroy(stream, error);
}

function onwrite(stream, error) {
  const state = stream._writableState;
  const callback = state.writecb;
  if (typeof callback !== 'function') {
    errorOrDestroy(stream, new codes.ERR_MULTIPLE_CALLBACK());
    return;
  }
  const { sync } = state;
  state.writing = false;
  state.writecb = null;
  state.length -= state.writelen;
  state.writelen = 0;
  if (error) {
    if (!state.errored) state.errored = error;
    const r = stream._readableState;
    if (r && !r.errored) r.errored = error;
    if (sync) process.nextTick(onwriteError, stream, state, error, callback);
    else onwriteError(stream, state, error, callback);
    return;
  }
  if (state.buffered.length > state.bufferedIndex) clearBuffer(stream, state);
  if (!sync) {
    afterWrite(stream, state, 1, callback);
    return;
  }
  if (callback === nop) {
    // Nobody waits for an answer: a tick is needed only for `drain`.
    if (state.needDrain && state.length === 0 && !state.afterWritePending) {
      state.afterWritePending = true;
      process.nextTick(afterWrite, stream, state, 1, callback);
    } else {
      state.pendingcb--;
      if (state.ending) finishMaybe(stream, state, true);
    }
    return;
  }
  // Writes with one callback are answered together, in a tick.
  const info = state.afterWriteTickInfo;
  if (info !== null && info.callback === callback) {
    info.count++;
  } else {
    state.afterWriteTickInfo = { count: 1, callback, stream, state };
    process.nextTick(afterWriteTick, state.afterWriteTickInfo);
  }
}

function afterWriteTick({ stream, state, count, callback }) {
  state.afterWriteTickInfo = null;
  afterWrite(stream, state, count, callback);
}

function afterWrite(stream, state, count, callback) {
  state.afterWritePending = false;
  if (state.needDrain && state.length === 0 && !state.ending && !stream.destroyed) {
    state.needDrain = false;
    stream.emit('drain');
  }
  while (count-- > 0) {
    state.pendingcb--;
    callback(null);
  }
  if (state.destroyed) errorBuffer(state);
  finishMaybe(stream, state);
}

// Answers all writes that will never be made.
function errorBuffer(state) {
  if (state.writing) return;
  for (let i = state.bufferedIndex; i < state.buffered.length; i++) {
    const { chunk, callback } = state.buffered[i];
    state.length -= state.objectMode ? 1 : chunk.length;
    callback(state.errored ?? new codes.ERR_STREAM_DESTROYED('write'));
  }
  answerEnds(state, state.errored ?? new codes.ERR_STREAM_DESTROYED('end'));
  resetBuffer(state);
}

function answerEnds(state, error) {
  const callbacks = state[kOnFinished];
  if (callbacks === null) return;
  state[kOnFinished] = null;
  for (let i = 0; i < callbacks.length; i++) callbacks[i](error);
}

function clearBuffer(stream, state) {
  if (state.corked || state.bufferProcessing || state.destroyed || !state.constructed) return;
  const { buffered } = state;
  let i = state.bufferedIndex;
  const count = buffered.length - i;
  if (count === 0) return;
  state.bufferProcessing = true;
  if (count > 1 && stream._writev) {
    state.pendingcb -= count - 1;
    const callback = state.allNoop ? nop : (error) => {
      for (let n = i; n < buffered.length; n++) buffered[n].callback(error);
    };
    const chunks = state.allNoop && i === 0 ? buffered : buffered.slice(i);
    chunks.allBuffers = state.allBuffers;
    doWrite(stream, state, true, state.length, chunks, '', callback);
    resetBuffer(state);
  } else {
    do {
      const { chunk, encoding, callback } = buffered[i];
      buffered[i++] = null;
      const length = state.objectMode ? 1 : chunk.length;
      doWrite(stream, state, false, length, chunk, encoding, callback);
    } while (i < buffered.length && !state.writing);
    if (i === buffered.length) {
      resetBuffer(state);
    } else if (i > 256) {
      buffered.splice(0, i);
      state.bufferedIndex = 0;
    } else {
      state.bufferedIndex = i;
    }
  }
  state.bufferProcessing = false;
}

prototype._write = function(chunk, encoding, callback) {
  if (!this._writev) throw new codes.ERR_METHOD_NOT_IMPLEMENTED('_write()');
  this._writev([{ chunk, encoding }], callback);
};
prototype._writev = null;

/** Writes a last chunk and says that no more will come; `callback` is called at `finish`. */
prototype.end = function(chunk, encoding, callback) {
  const state = this._writableState;
  if (typeof chunk === 'function') {
    callback = chunk;
    chunk = null;
    encoding = null;
  } else if (typeof encoding === 'function') {
    callback = encoding;
    encoding = null;
  }
  let error;
  if (chunk !== null && chunk !== undefined) {
    const result = write(this, chunk, encoding);
    if (result instanceof Error) error = result;
  }
  if (state.corked) {
    state.corked = 1;
    this.uncork();
  }
  if (error) {
    // The write has reported it.
  } else if (!state.errored && !state.ending) {
    state.ending = true;
    finishMaybe(this, state, true);
    state.ended = true;
  } else if (state.finished) {
    error = new codes.ERR_STREAM_ALREADY_FINISHED('end');
  } else if (state.destroyed) {
    error = new codes.ERR_STREAM_DESTROYED('end');
  }
  if (typeof callback === 'function') {
    if (error) process.nextTick(callback, error);
    else if (state.errored) process.nextTick(callback, state.errored);
    else if (state.finished) process.nextTick(callback, null);
    else (state[kOnFinished] ??= []).push(callback);
  }
  return this;
};

function needFinish(state) {
  return state.ending && !state.destroyed && state.constructed && state.length === 0 &&
    !state.errored && state.buffered.length === 0 && !state.finished && !state.writing &&
    !state.errorEmitted && !state.closeEmitted;
}

function callFinal(stream, state) {
  let called = false;
  function onFinal(error) {
    if (called) {
      errorOrDestroy(stream, error ?? new codes.ERR_MULTIPLE_CALLBACK());
      return;
    }
    called = true;
    state.pendingcb--;
    if (error) {
      answerEnds(state, error);
      errorOrDestroy(stream, error, state.sync);
    } else if (needFinish(state)) {
      state.prefinished = true;
      stream.emit('prefinish');
      // In a tick, so that `end` cannot finish before it returns.
      state.pendingcb++;
      process.nextTick(finish, stream, state);
    }
  }
  state.sync = true;
  state.pendingcb++;
  try {
    stream._final(onFinal);
  } catch (error) {
    onFinal(error);
  }
  state.sync = false;
}

function finishMaybe(stream, state, sync) {
  if (!needFinish(state)) return;
  if (!state.prefinished && !state.finalCalled) {
    if (typeof stream._final === 'function' && !state.destroyed) {
      state.finalCalled = true;
      callFinal(stream, state);
    } else {
      state.prefinished = true;
      stream.emit('prefinish');
    }
  }
  if (state.pendingcb !== 0) return;
  if (sync) {
    state.pendingcb++;
    process.nextTick(finishIfStillDue, stream, state);
  } else if (needFinish(state)) {
    state.pendingcb++;
    finish(stream, state);
  }
}

function finishIfStillDue(stream, state) {
  if (needFinish(state)) finish(stream, state);
  else state.pendingcb--;
}

function finish(stream, state) {
  state.pendingcb--;
  state.finished = true;
  answerEnds(state, null);
  stream.emit('finish');
  if (!state.autoDestroy) return;
  // Both sides must be done.
  const r = stream._readableState;
  if (!r || (r.autoDestroy && (r.endEmitted || r.readable === false))) stream.destroy();
}

prototype.destroy = function(error, callback) {
  const state = this._writableState;
  if (!state.destroyed &&
      (state.bufferedIndex < state.buffered.length || state[kOnFinished] !== null)) {
    process.nextTick(errorBuffer, state);
  }
  destroy.call(this, error, callback);
  return this;
};
prototype._undestroy = undestroy;
prototype._destroy = function(error, callback) {
  callback(error);
};
prototype[Symbol.for('nodejs.rejection')] = function(error) {
  this.destroy(error);
};
prototype[Symbol.asyncDispose] = function() {
  return require('internal/streams/dispose')(this, this.writableFinished);
};

const accessors = {
  writable: {
    __proto__: null,
    configurable: true,
    get() {
      const w = this._writableState;
      return Boolean(w) && w.writable !== false && !w.destroyed && !w.errored && !w.ending &&
        !w.ended;
    },
    set(value) {
      if (this._writableState) this._writableState.writable = Boolean(value);
    },
  },
  writableBuffer: {
    __proto__: null,
    configurable: true,
    get() { return this._writableState?.getBuffer(); },
  },
  writableNeedDrain: {
    __proto__: null,
    configurable: true,
    get() {
      const w = this._writableState;
      return Boolean(w) && !w.destroyed && !w.ending && w.needDrain;
    },
  },
  writableAborted: {
    __proto__: null,
    configurable: true,
    get() {
      const w = this._writableState;
      return w.writable !== false && Boolean(w.destroyed || w.errored) && !w.finished;
    },
  },
};
addFields(accessors, '_writableState', [
  ['closed', 'closed', false], ['destroyed', 'destroyed', false, true],
  ['writableFinished', 'finished', false], ['writableObjectMode', 'objectMode', false],
  ['writableEnded', 'ending', false], ['writableHighWaterMark', 'highWaterMark'],
  ['writableCorked', 'corked', 0], ['writableLength', 'length'], ['errored', 'errored', null],
]);
Object.defineProperties(prototype, accessors);

module.exports = Writable;
Object.defineProperty(Writable, 'forDuplex', {
  __proto__: null,
  value: { constructWritable, takeMethods },
});
