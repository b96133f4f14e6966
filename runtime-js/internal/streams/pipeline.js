'use strict';
// node:stream, pipeline: streams, iterables and functions in a row, all destroyed when one fails.
// No Rust half. Node docs: stream.pipeline.

const {
  AbortError,
  aggregateTwoErrors,
  codes: {
    ERR_INVALID_ARG_TYPE,
    ERR_INVALID_RETURN_VALUE,
    ERR_MISSING_ARGS,
    ERR_STREAM_DESTROYED,
    ERR_STREAM_PREMATURE_CLOSE,
  },
} = require('internal/errors');
const { validateAbortSignal, validateFunction } = require('internal/validators');
const { destroyer: destroyStream } = require('internal/streams/destroyer');
const { eos, once } = require('internal/streams/end-of-stream');
const {
  isIterable,
  isNodeStream,
  isReadable,
  isReadableFinished,
  isReadableNodeStream,
  isReadableStream,
  isTransformStream,
  isWebStream,
} = require('internal/streams/questions');

// How to end one stream of the row, unless it has ended itself.
function destroyer(stream, reading, writing) {
  let finished = false;
  stream.on('close', () => {
    finished = true;
  });
  const cleanup = eos(stream, { readable: reading, writable: writing }, (error) => {
    finished = !error;
  });
  return {
    destroy(error) {
      if (finished) return;
      finished = true;
      destroyStream(stream, error || new ERR_STREAM_DESTROYED('pipe'));
    },
    cleanup,
  };
}

// Touches the stream only when the first chunk is asked for.
async function* chunksOf(stream) {
  yield* require('internal/streams/iterator').iterate(stream);
}

function makeAsyncIterable(value) {
  if (isIterable(value)) return value;
  if (isReadableNodeStream(value)) return chunksOf(value);
  throw new ERR_INVALID_ARG_TYPE('val', ['Readable', 'Iterable', 'AsyncIterable'], value);
}

async function pumpToNode(iterable, writable, finish, { end }) {
  let error;
  let wake = null;
  function resume(failure) {
    if (failure) error = failure;
    if (wake) {
      const callback = wake;
      wake = null;
      callback();
    }
  }
  const wait = () => new Promise((resolve, reject) => {
    if (error) {
      reject(error);
    } else {
      wake = () => {
        if (error) reject(error);
        else resolve();
      };
    }
  });
  writable.on('drain', resume);
  const cleanup = eos(writable, { readable: false }, resume);
  try {
    if (writable.writableNeedDrain) await wait();
    for await (const chunk of iterable) {
      if (!writable.write(chunk)) await wait();
    }
    if (end) {
      writable.end();
      await wait();
    }
    finish();
  } catch (failure) {
    finish(error !== failure ? aggregateTwoErrors(error, failure) : failure);
  } finally {
    cleanup();
    writable.off('drain', resume);
  }
}

async function pumpToWeb(readable, writable, finish, { end }) {
  if (isTransformStream(writable)) writable = writable.writable;
  const writer = writable.getWriter();
  try {
    for await (const chunk of readable) {
      await writer.ready;
      writer.write(chunk).catch(() => {});
    }
    await writer.ready;
    if (end) await writer.close();
    finish();
  } catch (error) {
    try {
      await writer.abort(error);
      finish(error);
    } catch (failure) {
      finish(failure);
    }
  }
}

function pipe(src, dst, finish, finishOnlyHandleError, { end }) {
  let ended = false;
  dst.on('close', () => {
    if (!ended) finishOnlyHandleError(new ERR_STREAM_PREMATURE_CLOSE());
  });
  src.pipe(dst, { end: false });
  if (end) {
    const endDestination = () => {
      ended = true;
      dst.end();
    };
    // What has ended already emits no more.
    if (isReadableFinished(src)) process.nextTick(endDestination);
    else src.once('end', endDestination);
  } else {
    finish();
  }
  eos(src, { readable: true, writable: false }, (error) => {
    const r = src._readableState;
    if (error?.code === 'ERR_STREAM_PREMATURE_CLOSE' && r?.ended && !r.errored &&
        !r.errorEmitted) {
      // Some streams close before the last chunks are read, which come all the same.
      src.once('end', finish).once('error', finish);
    } else {
      finish(error);
    }
  });
  return eos(dst, { readable: false, writable: true }, finish);
}

/** The callback voice: `pipeline(source, ...transforms, destination, callback)`. */
function pipeline(...streams) {
  const last = streams.pop();
  validateFunction(last, 'streams[stream.length - 1]');
  return pipelineImpl(streams, once(last));
}

function pipelineImpl(streams, callback, options) {
  if (streams.length === 1 && Array.isArray(streams[0])) streams = streams[0];
  if (streams.length < 2) throw new ERR_MISSING_ARGS('streams');

  const controller = new AbortController();
  const { signal } = controller;
  const outer = options?.signal;
  // Listeners of the last stream, which the caller may go on using.
  const lastCleanups = [];
  validateAbortSignal(outer, 'options.signal');
  const abort = () => finishImpl(new AbortError(undefined, { cause: outer?.reason }));
  const disposable = outer && require('internal/events/once').addAbortListener(outer, abort);

  let error;
  let value;
  const destroys = [];
  let finishCount = 0;
  function finish(failure) {
    finishImpl(failure, --finishCount === 0);
  }
  function finishOnlyHandleError(failure) {
    finishImpl(failure, false);
  }
  function finishImpl(failure, final) {
    if (failure && (!error || error.code === 'ERR_STREAM_PREMATURE_CLOSE')) error = failure;
    if (!error && !final) return;
    while (destroys.length > 0) destroys.shift()(error);
    disposable?.[Symbol.dispose]();
    controller.abort();
    if (!final) return;
    if (!error) lastCleanups.forEach((cleanup) => cleanup());
    process.nextTick(callback, error, value);
  }

  let result;
  for (let i = 0; i < streams.length; i++) {
    const stream = streams[i];
    const reading = i < streams.length - 1;
    const writing = i > 0;
    const isLast = !reading;
    const end = reading || options?.end !== false;

    if (isNodeStream(stream)) {
      if (end) {
        const { destroy, cleanup } = destroyer(stream, reading, writing);
        destroys.push(destroy);
        if (isReadable(stream) && isLast) lastCleanups.push(cleanup);
      }
      // Errors that come after the pipe is done are still the pipeline's.
      const onError = (failure) => {
        if (failure && failure.name !== 'AbortError' &&
            failure.code !== 'ERR_STREAM_PREMATURE_CLOSE') finishOnlyHandleError(failure);
      };
      stream.on('error', onError);
      if (isReadable(stream) && isLast) {
        lastCleanups.push(() => stream.removeListener('error', onError));
      }
    }

    if (i === 0) {
      if (typeof stream === 'function') {
        result = stream({ signal });
        if (!isIterable(result)) {
          throw new ERR_INVALID_RETURN_VALUE(
            'Iterable, AsyncIterable or Stream', 'source', result);
        }
      } else if (isIterable(stream) || isReadableNodeStream(stream) || isTransformStream(stream)) {
        result = stream;
      } else {
        result = duplexOf(stream);
      }
    } else if (typeof stream === 'function') {
      result = makeAsyncIterable(isTransformStream(result) ? result.readable : result);
      result = stream(result, { signal });
      if (reading) {
        if (!isIterable(result, true)) {
          throw new ERR_INVALID_RETURN_VALUE('AsyncIterable', `transform[${i - 1}]`, result);
        }
      } else {
        // There must be a stream to return, which can be piped on.
        const PassThrough = require('internal/streams/passthrough');
        const proxy = new PassThrough({ objectMode: true });
        const then = result?.then;
        if (typeof then === 'function') {
          finishCount++;
          then.call(result, (settled) => {
            value = settled;
            if (settled !== null && settled !== undefined) proxy.write(settled);
            if (end) proxy.end();
            process.nextTick(finish);
          }, (failure) => {
            proxy.destroy(failure);
            process.nextTick(finish, failure);
          });
        } else if (isIterable(result, true)) {
          finishCount++;
          pumpToNode(result, proxy, finish, { end });
        } else if (isReadableStream(result) || isTransformStream(result)) {
          finishCount++;
          pumpToNode(result.readable || result, proxy, finish, { end });
        } else {
          throw new ERR_INVALID_RETURN_VALUE('AsyncIterable or Promise', 'destination', result);
        }
        result = proxy;
        const { destroy, cleanup } = destroyer(result, false, true);
        destroys.push(destroy);
        if (isLast) lastCleanups.push(cleanup);
      }
    } else if (isNodeStream(stream)) {
      if (isReadableNodeStream(result)) {
        finishCount += 2;
        const cleanup = pipe(result, stream, finish, finishOnlyHandleError, { end });
        if (isReadable(stream) && isLast) lastCleanups.push(cleanup);
      } else if (isTransformStream(result) || isReadableStream(result)) {
        finishCount++;
        pumpToNode(result.readable || result, stream, finish, { end });
      } else if (isIterable(result)) {
        finishCount++;
        pumpToNode(result, stream, finish, { end });
      } else {
        throw new ERR_INVALID_ARG_TYPE('val',
          ['Readable', 'Iterable', 'AsyncIterable', 'ReadableStream', 'TransformStream'], result);
      }
      result = stream;
    } else if (isWebStream(stream)) {
      if (isReadableNodeStream(result)) {
        finishCount++;
        pumpToWeb(makeAsyncIterable(result), stream, finish, { end });
      } else if (isReadableStream(result) || isIterable(result)) {
        finishCount++;
        pumpToWeb(result, stream, finish, { end });
      } else if (isTransformStream(result)) {
        finishCount++;
        pumpToWeb(result.readable, stream, finish, { end });
      } else {
        throw new ERR_INVALID_ARG_TYPE('val',
          ['Readable', 'Iterable', 'AsyncIterable', 'ReadableStream', 'TransformStream'], result);
      }
      result = stream;
    } else {
      result = duplexOf(stream);
    }
  }
  if (signal.aborted || outer?.aborted) process.nextTick(abort);
  return result;
}

function duplexOf(value) {
  return require('internal/streams/duplex').from(value);
}

/** The promise voice; the last argument may be `{ signal, end }`. */
function pipelinePromise(...streams) {
  return new Promise((resolve, reject) => {
    let options;
    const last = streams[streams.length - 1];
    if (last && typeof last === 'object' && !isNodeStream(last) && !isIterable(last) &&
        !isWebStream(last)) {
      options = streams.pop();
    }
    pipelineImpl(streams, (error, value) => {
      if (error) reject(error);
      else resolve(value);
    }, options);
  });
}

Object.defineProperty(pipelinePromise, 'name', { __proto__: null, value: 'pipeline' });

module.exports = { pipeline, pipelineImpl, pipelinePromise };
