'use strict';
// node:stream, the iterator helpers of Readable. No Rust half. Node docs: readable.map and its kin.

const {
  AbortError,
  codes: { ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE, ERR_MISSING_ARGS, ERR_OUT_OF_RANGE },
} = require('internal/errors');
const { validateAbortSignal, validateInteger, validateObject } = require('internal/validators');

// What `filter` and `forEach` give `map` for a chunk that is to vanish.
const kEmpty = Symbol('kEmpty');
const kEof = Symbol('kEof');

function check(fn, options, name = 'fn') {
  if (typeof fn !== 'function') {
    throw new ERR_INVALID_ARG_TYPE(name, ['Function', 'AsyncFunction'], fn);
  }
  checkOptions(options);
}

function checkOptions(options) {
  if (options !== null && options !== undefined) validateObject(options, 'options');
  if (options?.signal !== null && options?.signal !== undefined) {
    validateAbortSignal(options.signal, 'options.signal');
  }
}

function throwIfAborted(options) {
  const signal = options?.signal;
  if (signal?.aborted) throw new AbortError(undefined, { cause: signal.reason });
}

function asReadable(iterable) {
  return require('internal/streams/readable').from(iterable);
}

function mapped(stream, fn, options) {
  check(fn, options);
  let concurrency = 1;
  if (options?.concurrency !== null && options?.concurrency !== undefined) {
    concurrency = Math.floor(options.concurrency);
  }
  let highWaterMark = concurrency - 1;
  if (options?.highWaterMark !== null && options?.highWaterMark !== undefined) {
    highWaterMark = Math.floor(options.highWaterMark);
  }
  validateInteger(concurrency, 'options.concurrency', 1);
  validateInteger(highWaterMark, 'options.highWaterMark', 0);
  return mapChunks(stream, fn, options, concurrency, highWaterMark + concurrency);
}

// One side calls `fn`, at most `concurrency` times at once, and queues what it promises; the other
// yields the results in their order.
async function* mapChunks(stream, fn, options, concurrency, highWaterMark) {
  const signal = AbortSignal.any(options?.signal ? [options.signal] : []);
  const fnOptions = { signal };
  const queue = [];
  let wakeReader;
  let wakePump;
  let done = false;
  let running = 0;

  function maybeWakePump() {
    if (wakePump && !done && running < concurrency && queue.length < highWaterMark) {
      wakePump();
      wakePump = null;
    }
  }
  function onDone() {
    running--;
    maybeWakePump();
  }
  function onFailed() {
    done = true;
    onDone();
  }
  function queueFailure(error) {
    const failure = Promise.reject(error);
    failure.then(onDone, onFailed);
    queue.push(failure);
  }

  async function pump() {
    try {
      for await (const chunk of stream) {
        if (done) return;
        if (signal.aborted) throw new AbortError();
        let result;
        try {
          result = fn(chunk, fnOptions);
          if (result === kEmpty) continue;
          result = Promise.resolve(result);
        } catch (error) {
          result = Promise.reject(error);
        }
        running++;
        result.then(onDone, onFailed);
        queue.push(result);
        if (wakeReader) {
          wakeReader();
          wakeReader = null;
        }
        if (!done && (queue.length >= highWaterMark || running >= concurrency)) {
          await new Promise((resolve) => {
            wakePump = resolve;
          });
        }
      }
      queue.push(kEof);
    } catch (error) {
      queueFailure(error);
    } finally {
      done = true;
      if (wakeReader) {
        wakeReader();
        wakeReader = null;
      }
    }
  }

  pump();
  try {
    for (;;) {
      while (queue.length > 0) {
        const value = await queue[0];
        if (value === kEof) return;
        if (signal.aborted) throw new AbortError();
        if (value !== kEmpty) yield value;
        queue.shift();
        maybeWakePump();
      }
      await new Promise((resolve) => {
        wakeReader = resolve;
      });
    }
  } finally {
    done = true;
    if (wakePump) {
      wakePump();
      wakePump = null;
    }
  }
}

function filtered(stream, fn, options) {
  check(fn, options);
  return mapped(stream,
    async (value, fnOptions) => (await fn(value, fnOptions) ? value : kEmpty), options);
}

async function* flattened(values) {
  for await (const value of values) yield* value;
}

function toIntegerOrInfinity(number) {
  number = Number(number);
  if (Number.isNaN(number)) return 0;
  if (number < 0) throw new ERR_OUT_OF_RANGE('number', '>= 0', number);
  return number;
}

async function* dropped(stream, number, options) {
  throwIfAborted(options);
  for await (const value of stream) {
    throwIfAborted(options);
    if (number-- <= 0) yield value;
  }
}

async function* taken(stream, number, options) {
  throwIfAborted(options);
  for await (const value of stream) {
    throwIfAborted(options);
    if (number-- > 0) yield value;
    // The next chunk is not asked for when it would not be wanted.
    if (number <= 0) return;
  }
}

async function some(stream, fn, options) {
  check(fn, options);
  for await (const _ of filtered(stream, fn, options)) return true;
  return false;
}

class ReduceOfNothing extends ERR_MISSING_ARGS {
  constructor() {
    super('reduce');
    this.message = 'Reduce of an empty stream requires an initial value';
  }
}

module.exports = {
  drop(stream, number, options) {
    checkOptions(options);
    return asReadable(dropped(stream, toIntegerOrInfinity(number), options));
  },

  filter(stream, fn, options) {
    return asReadable(filtered(stream, fn, options));
  },

  flatMap(stream, fn, options) {
    return asReadable(flattened(mapped(stream, fn, options)));
  },

  map(stream, fn, options) {
    return asReadable(mapped(stream, fn, options));
  },

  take(stream, number, options) {
    checkOptions(options);
    return asReadable(taken(stream, toIntegerOrInfinity(number), options));
  },

  async every(stream, fn, options) {
    check(fn, options);
    return !(await some(stream, async (...args) => !(await fn(...args)), options));
  },

  async forEach(stream, fn, options) {
    check(fn, options);
    const calls = mapped(stream, async (value, fnOptions) => {
      await fn(value, fnOptions);
      return kEmpty;
    }, options);
    for await (const _ of calls);
  },

  async reduce(stream, ...args) {
    const [reducer, , options] = args;
    check(reducer, options, 'reducer');
    let hasValue = args.length > 1;
    let value = args[1];
    if (options?.signal?.aborted) {
      const error = new AbortError(undefined, { cause: options.signal.reason });
      stream.once('error', () => {});
      const { finished } = require('internal/streams/end-of-stream');
      await finished(stream.destroy(error)).catch(() => {});
      throw error;
    }
    const controller = new AbortController();
    const { signal } = controller;
    if (options?.signal) {
      options.signal.addEventListener('abort', () => controller.abort(), { once: true });
    }
    try {
      for await (const chunk of stream) {
        if (options?.signal?.aborted) throw new AbortError();
        if (hasValue) {
          value = await reducer(value, chunk, { signal });
        } else {
          value = chunk;
          hasValue = true;
        }
      }
      if (!hasValue) throw new ReduceOfNothing();
    } finally {
      controller.abort();
    }
    return value;
  },

  async toArray(stream, options) {
    checkOptions(options);
    const result = [];
    for await (const chunk of stream) {
      throwIfAborted(options);
      result.push(chunk);
    }
    return result;
  },

  some,

  async find(stream, fn, options) {
    check(fn, options);
    for await (const result of filtered(stream, fn, options)) return result;
    return undefined;
  },

  compose(source, stream, options) {
    checkOptions(options);
    const { isNodeStream, isWritable } = require('internal/streams/questions');
    if (isNodeStream(stream) && !isWritable(stream)) {
      throw new ERR_INVALID_ARG_VALUE('stream', stream, 'must be writable');
    }
    const composed = require('internal/streams/compose')(source, stream);
    if (options?.signal) {
      require('internal/streams/add-abort-signal').addAbortSignal(options.signal, composed);
    }
    return composed;
  },
};
