'use strict';
// node:stream, Duplex.from. No Rust half. Node docs: stream.Duplex.from.

const Duplex = require('internal/streams/duplex');
const Readable = require('internal/streams/readable');
const from = require('internal/streams/from');
const { destroyer } = require('internal/streams/destroyer');
const { eos } = require('internal/streams/end-of-stream');
const { AbortError, codes: { ERR_INVALID_ARG_TYPE, ERR_INVALID_RETURN_VALUE } } =
  require('internal/errors');
const {
  isDuplexNodeStream,
  isIterable,
  isNodeStream,
  isReadable,
  isReadableNodeStream,
  isWritable,
  isWritableNodeStream,
} = require('internal/streams/questions');

class Duplexify extends Duplex {}

/** A Duplex of whatever can be read, written, or both. */
function duplexify(body, name) {
  if (isDuplexNodeStream(body)) return body;
  if (isReadableNodeStream(body)) return joined({ readable: body });
  if (isWritableNodeStream(body)) return joined({ writable: body });
  if (isNodeStream(body)) return joined({ writable: false, readable: false });
  if (typeof body === 'function') return ofFunction(body, name);
  const { Blob } = require('buffer');
  if (Blob && body instanceof Blob) return duplexify(body.arrayBuffer());
  if (isIterable(body)) return from(Duplexify, body, { objectMode: true, writable: false });
  if (typeof body?.writable === 'object' || typeof body?.readable === 'object') {
    return joined({
      readable: body.readable && (isReadableNodeStream(body.readable) ?
        body.readable : duplexify(body.readable)),
      writable: body.writable && (isWritableNodeStream(body.writable) ?
        body.writable : duplexify(body.writable)),
    });
  }
  if (typeof body?.then === 'function') {
    let duplex;
    body.then((value) => {
      if (value !== null && value !== undefined) duplex.push(value);
      duplex.push(null);
    }, (error) => destroyer(duplex, error));
    duplex = new Duplexify({ objectMode: true, writable: false, read() {} });
    return duplex;
  }
  throw new ERR_INVALID_ARG_TYPE(name, [
    'Blob', 'ReadableStream', 'WritableStream', 'Stream', 'Iterable', 'AsyncIterable', 'Function',
    '{ readable, writable } pair', 'Promise',
  ], body);
}

function ofFunction(fn, name) {
  const { value, write, final, destroy } = fromAsyncGenerator(fn);
  if (isDuplexNodeStream(value)) return value;
  if (isIterable(value)) return from(Duplexify, value, { objectMode: true, write, final, destroy });
  if (typeof value?.then === 'function') {
    let duplex;
    const promise = value.then((settled) => {
      if (settled !== null && settled !== undefined) {
        throw new ERR_INVALID_RETURN_VALUE('nully', 'body', settled);
      }
    }, (error) => destroyer(duplex, error));
    duplex = new Duplexify({
      objectMode: true,
      readable: false,
      write,
      final(callback) {
        final(async () => {
          try {
            await promise;
            process.nextTick(callback, null);
          } catch (error) {
            process.nextTick(callback, error);
          }
        });
      },
      destroy,
    });
    return duplex;
  }
  throw new ERR_INVALID_RETURN_VALUE('Iterable, AsyncIterable or AsyncFunction', name, value);
}

// Calls `fn` with an iterable of what is written.
function fromAsyncGenerator(fn) {
  let { promise, resolve } = Promise.withResolvers();
  const controller = new AbortController();
  const { signal } = controller;
  const written = (async function*() {
    for (;;) {
      const next = promise;
      promise = null;
      const { chunk, done, callback } = await next;
      process.nextTick(callback);
      if (done) return;
      if (signal.aborted) throw new AbortError(undefined, { cause: signal.reason });
      ({ promise, resolve } = Promise.withResolvers());
      yield chunk;
    }
  })();
  const value = fn(written, { signal });
  function hand(message) {
    const settle = resolve;
    resolve = null;
    settle(message);
  }
  return {
    value,
    write(chunk, encoding, callback) {
      hand({ chunk, done: false, callback });
    },
    final(callback) {
      hand({ done: true, callback });
    },
    destroy(error, callback) {
      controller.abort();
      callback(error);
    },
  };
}

// Joins the reading side of one stream and the writing side of another.
function joined({ readable: r, writable: w }) {
  if (r && typeof r.read !== 'function') r = Readable.wrap(r);
  let readable = Boolean(isReadable(r));
  let writable = Boolean(isWritable(w));
  let ondrain = null;
  let onfinish = null;
  let onreadable = null;
  // null once both sides are done.
  let onclose;

  function onfinished(error) {
    const callback = onclose;
    onclose = null;
    if (callback) callback(error);
    else if (error) duplex.destroy(error);
  }

  const duplex = new Duplexify({
    readableObjectMode: Boolean(r?.readableObjectMode),
    writableObjectMode: Boolean(w?.writableObjectMode),
    readable,
    writable,
  });

  if (writable) {
    eos(w, (error) => {
      writable = false;
      if (error) destroyer(r, error);
      onfinished(error);
    });
    duplex._write = (chunk, encoding, callback) => {
      if (w.write(chunk, encoding)) callback();
      else ondrain = callback;
    };
    duplex._final = (callback) => {
      w.end();
      onfinish = callback;
    };
    w.on('drain', () => {
      const callback = ondrain;
      ondrain = null;
      callback?.();
    });
    w.on('finish', () => {
      const callback = onfinish;
      onfinish = null;
      callback?.();
    });
  }

  if (readable) {
    eos(r, (error) => {
      readable = false;
      if (error) destroyer(r, error);
      onfinished(error);
    });
    r.on('readable', () => {
      const callback = onreadable;
      onreadable = null;
      callback?.();
    });
    r.on('end', () => duplex.push(null));
    duplex._read = () => {
      for (;;) {
        const chunk = r.read();
        if (chunk === null) {
          onreadable = duplex._read;
          return;
        }
        if (!duplex.push(chunk)) return;
      }
    };
  }

  duplex._destroy = (error, callback) => {
    if (!error && onclose !== null) error = new AbortError();
    onreadable = ondrain = onfinish = null;
    if (onclose === null) {
      callback(error);
    } else {
      onclose = callback;
      destroyer(w, error);
      destroyer(r, error);
    }
  };
  return duplex;
}

module.exports = { duplexify };
