'use strict';
// `for await (const line of readline)`: lines queue up while the loop's body runs; the interface is
// paused when there are many, and closed when the loop is left.

const HIGH_WATER_MARK = 1024;
const LOW_WATER_MARK = 1;

function linesOf(iface) {
  const queue = [];
  const waiting = [];
  let ended = iface.closed;
  let failure = null;
  let isPaused = false;

  const onLine = (line) => {
    const next = waiting.shift();
    if (next !== undefined) {
      next.resolve({ value: line, done: false });
      return;
    }
    queue.push(line);
    if (!isPaused && queue.length > HIGH_WATER_MARK && !iface.closed) {
      isPaused = true;
      iface.pause();
    }
  };
  const finish = () => {
    ended = true;
    iface.removeListener('line', onLine);
    iface.removeListener('close', finish);
    iface.removeListener('error', onError);
    while (waiting.length > 0) waiting.shift().resolve({ value: undefined, done: true });
  };
  const onError = (error) => {
    const next = waiting.shift();
    if (next === undefined) failure = error;
    else next.reject(error);
    finish();
  };
  if (!ended) {
    iface.on('line', onLine);
    iface.on('close', finish);
    iface.on('error', onError);
  }

  const watermark = {
    get size() { return queue.length; },
    get low() { return LOW_WATER_MARK; },
    get high() { return HIGH_WATER_MARK; },
    get isPaused() { return isPaused; },
  };
  return {
    __proto__: Object.getPrototypeOf(Object.getPrototypeOf(async function* () {}.prototype)),
    [Symbol.for('nodejs.watermarkData')]: watermark,
    next() {
      if (queue.length > 0) {
        const value = queue.shift();
        if (isPaused && queue.length < LOW_WATER_MARK && !iface.closed) {
          isPaused = false;
          iface.resume();
        }
        return Promise.resolve({ value, done: false });
      }
      if (failure !== null) {
        const error = failure;
        failure = null;
        return Promise.reject(error);
      }
      if (ended) return Promise.resolve({ value: undefined, done: true });
      return new Promise((resolve, reject) => { waiting.push({ resolve, reject }); });
    },
    return() {
      finish();
      queue.length = 0;
      iface.close();
      return Promise.resolve({ value: undefined, done: true });
    },
    throw(error) {
      finish();
      iface.close();
      return Promise.reject(error);
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

module.exports = { linesOf };
