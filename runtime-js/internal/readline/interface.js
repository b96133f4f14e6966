'use strict';
// Lines from a stream: the interface of node:readline without a terminal. What a terminal needs is
// in internal/readline/editor, loaded when an interface has one. Node's documentation of readline.

const EventEmitter = require('events');
const {
  codes: { ERR_INVALID_ARG_VALUE, ERR_USE_AFTER_CLOSE },
  AbortError,
} = require('internal/errors');
const {
  validateAbortSignal, validateArray, validateNumber, validateString, validateUint32,
} = require('internal/validators');

const LINE_END = /\r\n|\n|\r(?!\n)|\u2028|\u2029/g;
const HAS_LINE_END = /[\n\r\u2028\u2029]/;
const MIN_CRLF_DELAY = 100;
const HISTORY_SIZE = 30;
const TAB_SIZE = 8;

const kDecoder = Symbol('decoder');
const kPart = Symbol('unfinishedLine');
const kReturned = Symbol('returnedAt');
const kQuestion = Symbol('question');
const kPrompt = Symbol('questionsPrompt');
const kCancel = Symbol('cancelQuestion');
const kDetach = Symbol('detach');
// Whether completers may return promises: node:readline/promises.
const kWaits = Symbol('waits');
const kLines = Symbol('lines');

// `createInterface(input, output, completer, terminal)` or `createInterface(options)`.
function optionsOf(input, output, completer, terminal) {
  if (input?.input) return input;
  return { input, output, completer, terminal };
}

function historyOf(options) {
  let { history, historySize } = options;
  if (historySize === undefined) historySize = HISTORY_SIZE;
  validateNumber(historySize, 'historySize', 0);
  if (history === undefined) history = [];
  else validateArray(history, 'history');
  return { history, historySize };
}

// A completer of one argument returns what it finds, or, with `waits`, a promise of it.
function completerOf({ completer }, waits) {
  if (completer === undefined) return undefined;
  if (typeof completer !== 'function') throw new ERR_INVALID_ARG_VALUE('completer', completer);
  if (completer.length === 2) return completer;
  return (line, callback) => {
    let found;
    try {
      found = completer(line);
    } catch (error) {
      callback(error);
      return;
    }
    if (waits) Promise.resolve(found).then((value) => callback(null, value), callback);
    else callback(null, found);
  };
}

function setUp(self, options, waits) {
  EventEmitter.call(self);
  const { input, output, signal, crlfDelay, escapeCodeTimeout, tabSize } = options;
  if (escapeCodeTimeout !== undefined) {
    if (!Number.isFinite(escapeCodeTimeout)) {
      throw new ERR_INVALID_ARG_VALUE('input.escapeCodeTimeout', escapeCodeTimeout);
    }
  }
  if (tabSize !== undefined) validateUint32(tabSize, 'tabSize', true);
  if (signal) validateAbortSignal(signal, 'options.signal');
  const { history, historySize } = historyOf(options);

  self.line = '';
  self.cursor = 0;
  self.input = input;
  self.output = output;
  self.terminal = Boolean(options.terminal ?? output?.isTTY);
  self.completer = completerOf(options, waits);
  self.isCompletionEnabled = true;
  self.sawKeyPress = false;
  self.crlfDelay = crlfDelay ? Math.max(MIN_CRLF_DELAY, crlfDelay) : MIN_CRLF_DELAY;
  self.escapeCodeTimeout = escapeCodeTimeout ??
    require('internal/readline/keypress').ESCAPE_TIMEOUT;
  self.tabSize = tabSize ?? TAB_SIZE;
  self.history = history;
  self.historySize = historySize;
  self.historyIndex = -1;
  self.removeHistoryDuplicates = Boolean(options.removeHistoryDuplicates);
  self.prevRows = 0;
  self.paused = false;
  self.closed = false;
  self[kReturned] = 0;
  self[kPart] = '';
  self[kQuestion] = null;
  self.setPrompt(options.prompt !== undefined ? `${options.prompt}` : '> ');

  if (self.terminal) require('internal/readline/editor').attach(self, kDetach);
  else attach(self);
  if (signal) closeOnAbort(self, signal);
  input.resume();
}

function closeOnAbort(self, signal) {
  const onAbort = () => self.close();
  if (signal.aborted) {
    process.nextTick(onAbort);
    return;
  }
  signal.addEventListener('abort', onAbort, { once: true });
  self.once('close', () => signal.removeEventListener('abort', onAbort));
}

function attach(self) {
  const { StringDecoder } = require('string_decoder');
  self[kDecoder] = new StringDecoder('utf8');
  const onData = (data) => self._normalWrite(data);
  const onEnd = () => {
    if (self[kPart] !== '') self._onLine(self[kPart]);
    self.close();
  };
  const onError = (error) => self.emit('error', error);
  self.input.on('error', onError);
  self.input.on('data', onData);
  self.input.on('end', onEnd);
  self[kDetach] = () => {
    self.input.removeListener('error', onError);
    self.input.removeListener('data', onData);
    self.input.removeListener('end', onEnd);
  };
}

function Interface(input, output, completer, terminal) {
  if (!(this instanceof Interface)) return new Interface(input, output, completer, terminal);
  setUp(this, optionsOf(input, output, completer, terminal), this[kWaits]);
}
Object.setPrototypeOf(Interface.prototype, EventEmitter.prototype);
Object.setPrototypeOf(Interface, EventEmitter);

const methods = {
  get columns() {
    return this.output?.columns || Infinity;
  },

  setPrompt(prompt) {
    this._prompt = prompt;
  },

  getPrompt() {
    return this._prompt;
  },

  prompt(preserveCursor) {
    if (this.closed) throw new ERR_USE_AFTER_CLOSE('readline');
    if (this.paused) this.resume();
    if (this.terminal && process.env.TERM !== 'dumb') {
      if (!preserveCursor) this.cursor = 0;
      this._refreshLine();
    } else {
      this._writeToOutput(this._prompt);
    }
  },

  question(query, options, callback) {
    if (typeof options === 'function') {
      callback = options;
      options = {};
    }
    if (this.closed) throw new ERR_USE_AFTER_CLOSE('readline');
    const signal = options?.signal;
    if (signal) {
      validateAbortSignal(signal, 'options.signal');
      if (signal.aborted) return;
      const onAbort = () => this[kCancel]();
      signal.addEventListener('abort', onAbort, { once: true });
      const answered = callback;
      callback = (answer) => {
        signal.removeEventListener('abort', onAbort);
        return answered(answer);
      };
    }
    if (typeof callback !== 'function') return;
    if (this[kQuestion] !== null) {
      this.prompt();
      return;
    }
    this[kPrompt] = this._prompt;
    this.setPrompt(query);
    this[kQuestion] = callback;
    this.prompt();
  },

  [kCancel]() {
    if (this[kQuestion] === null) return;
    this[kQuestion] = null;
    this.setPrompt(this[kPrompt]);
    this.clearLine();
  },

  _onLine(line) {
    const answered = this[kQuestion];
    if (answered === null) {
      this.emit('line', line);
      return;
    }
    this[kQuestion] = null;
    this.setPrompt(this[kPrompt]);
    answered(line);
  },

  _writeToOutput(text) {
    validateString(text, 'stringToWrite');
    if (this.output !== null && this.output !== undefined) this.output.write(text);
  },

  _setRawMode(mode) {
    const { input } = this;
    const wasRaw = input.isRaw;
    if (typeof input.setRawMode === 'function') input.setRawMode(mode);
    return wasRaw;
  },

  pause() {
    if (this.closed) throw new ERR_USE_AFTER_CLOSE('readline');
    if (this.paused) return this;
    this.input.pause();
    this.paused = true;
    this.emit('pause');
    return this;
  },

  resume() {
    if (this.closed) throw new ERR_USE_AFTER_CLOSE('readline');
    if (!this.paused) return this;
    this.input.resume();
    this.paused = false;
    this.emit('resume');
    return this;
  },

  write(data, key) {
    if (this.closed) throw new ERR_USE_AFTER_CLOSE('readline');
    if (this.paused) this.resume();
    if (this.terminal) this._ttyWrite(data, key);
    else this._normalWrite(data);
  },

  close() {
    if (this.closed) return;
    this.pause();
    this[kDetach]?.();
    if (this.terminal) this._setRawMode(false);
    this.closed = true;
    this.emit('close');
  },

  // Cuts what arrived into lines; a line that began before is finished first.
  _normalWrite(data) {
    if (data === undefined) return;
    let text = this[kDecoder].write(data);
    if (this[kReturned] && Date.now() - this[kReturned] <= this.crlfDelay) {
      if (text.charCodeAt(0) === 10) text = text.slice(1);
      this[kReturned] = 0;
    }
    if (!HAS_LINE_END.test(text)) {
      if (text !== '') this[kPart] += text;
      return;
    }
    this[kReturned] = text.endsWith('\r') ? Date.now() : 0;
    const lines = text.split(LINE_END);
    const last = lines.length - 1;
    lines[0] = this[kPart] + lines[0];
    this[kPart] = lines[last];
    for (let i = 0; i < last; i++) this._onLine(lines[i]);
  },

  // Ends the line being edited as if return had been pressed.
  clearLine() {
    if (!this.terminal) return;
    this._moveCursor(Infinity);
    this._writeToOutput('\r\n');
    this.line = '';
    this.cursor = 0;
    this.prevRows = 0;
  },

  getCursorPos() {
    return require('internal/readline/editor').cursorPosition(this);
  },

  setupHistoryManager(options) {
    Object.assign(this, historyOf(options));
    this.historyIndex = -1;
  },

  [Symbol.asyncIterator]() {
    this[kLines] ??= require('internal/readline/lines').linesOf(this);
    return this[kLines];
  },

  [Symbol.dispose]() {
    this.close();
  },
};
for (const key of Reflect.ownKeys(methods)) {
  const descriptor = Object.getOwnPropertyDescriptor(methods, key);
  descriptor.enumerable = false;
  Object.defineProperty(Interface.prototype, key, descriptor);
}

// `util.promisify(rl.question)`
Interface.prototype.question[Symbol.for('nodejs.util.promisify.custom')] =
  function question(query, options) {
    return new Promise((resolve, reject) => {
      const signal = options?.signal;
      if (signal) validateAbortSignal(signal, 'options.signal');
      if (signal?.aborted) {
        reject(new AbortError(undefined, { cause: signal.reason }));
        return;
      }
      const onAbort = () => reject(new AbortError(undefined, { cause: signal.reason }));
      signal?.addEventListener('abort', onAbort, { once: true });
      this.question(query, options, (answer) => {
        signal?.removeEventListener('abort', onAbort);
        resolve(answer);
      });
    });
  };

module.exports = { Interface, kCancel, kWaits };
