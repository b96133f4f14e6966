'use strict';
// node:readline/promises. Node's documentation of readline: "Promises API".

const { Interface: Base, kCancel, kWaits } = require('internal/readline/interface');
const {
  CLEAR_DOWN, bySequence, clearSequence, toSequence,
} = require('internal/readline/cursor');
const { codes: { ERR_INVALID_ARG_TYPE, ERR_USE_AFTER_CLOSE }, AbortError } =
  require('internal/errors');
const { validateAbortSignal, validateBoolean, validateInteger } = require('internal/validators');

class Interface extends Base {  get [kWaits]() {
    return true;
  }

  question(query, options = {}) {
    return new Promise((resolve, reject) => {
      const signal = options?.signal;
      if (signal) {
        validateAbortSignal(signal, 'options.signal');
        if (signal.aborted) {
          reject(new AbortError(undefined, { cause: signal.reason }));
          return;
        }
      }
      if (this.closed) {
        reject(new ERR_USE_AFTER_CLOSE('readline'));
        return;
      }
      const onAbort = () => {
        this[kCancel]();
        reject(new AbortError(undefined, { cause: signal.reason }));
      };
      signal?.addEventListener('abort', onAbort, { once: true });
      super.question(query, {}, (answer) => {
        signal?.removeEventListener('abort', onAbort);
        resolve(answer);
      });
    });
  }
}

function createInterface(input, output, completer, terminal) {
  return new Interface(input, output, completer, terminal);
}

// Cursor movements that are sent together.
class Readline {
  #stream;
  #autoCommit = false;
  #parts = [];

  constructor(stream, options = undefined) {
    const isWritable = stream !== null && typeof stream === 'object' &&
      typeof stream.write === 'function' && stream.writable !== false;
    if (!isWritable) throw new ERR_INVALID_ARG_TYPE('stream', 'Writable', stream);
    this.#stream = stream;
    if (options?.autoCommit !== undefined && options.autoCommit !== null) {
      validateBoolean(options.autoCommit, 'options.autoCommit');
      this.#autoCommit = options.autoCommit;
    }
  }

  #add(data) {
    if (this.#autoCommit) process.nextTick(() => this.#stream.write(data));
    else this.#parts.push(data);
    return this;
  }

  cursorTo(x, y = undefined) {
    validateInteger(x, 'x');
    if (y !== undefined && y !== null) validateInteger(y, 'y');
    return this.#add(toSequence(x, y));
  }

  moveCursor(dx, dy) {
    if (dx || dy) {
      validateInteger(dx, 'dx');
      validateInteger(dy, 'dy');
      return this.#add(bySequence(dx, dy));
    }
    return this;
  }

  clearLine(direction) {
    validateInteger(direction, 'dir', -1, 1);
    return this.#add(clearSequence(direction));
  }

  clearScreenDown() {
    return this.#add(CLEAR_DOWN);
  }

  commit() {
    return new Promise((resolve) => {
      const data = this.#parts.join('');
      this.#parts = [];
      this.#stream.write(data, resolve);
    });
  }

  rollback() {
    this.#parts = [];
    return this;
  }
}

module.exports = { Interface, Readline, createInterface };
