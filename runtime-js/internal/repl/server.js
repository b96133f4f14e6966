'use strict';
// The session of node:repl: lines in, what they evaluate to out. Commands, completion, history,
// previews and the showing of errors are parts of their own, loaded when needed.
// The JavaScript half of crates/ouro-node/src/repl.rs. Node docs: REPL.

const { Interface } = require('internal/readline/interface');
const { AsyncLocalStorage } = require('async_hooks');
const { inspect } = require('util');
const {
  codes: { ERR_INVALID_REPL_EVAL_CONFIG, ERR_INVALID_REPL_INPUT },
} = require('internal/errors');
const { validateFunction } = require('internal/validators');
const { nextName, prepare, run } = require('internal/repl/evaluate');

const binding = internalBinding('repl');

const REPL_MODE_SLOPPY = Symbol('repl-sloppy');
const REPL_MODE_STRICT = Symbol('repl-strict');
const MORE = '| ';

// Parts of a session that are not for programs.
const kBuffered = Symbol('bufferedCommand');
const kClosing = Symbol('closing');
const kInterrupt = Symbol('interrupt');
const kLoading = Symbol('loading');
const kWaiting = Symbol('waiting');
const kStandalone = Symbol('standalone');

// The session that runs now, and whatever it started.
const sessions = new AsyncLocalStorage();

const libraries = {
  known: undefined,
  get names() {
    this.known ??= require('module').builtinModules.filter((id) => id[0] !== '_');
    return this.known;
  },
  set names(value) {
    this.known = value;
  },
};

/** An error of `eval` that says: more lines, please. */
class Recoverable extends SyntaxError {
  constructor(error) {
    super();
    this.err = error;
  }
}

function writer(value) {
  return inspect(value, writer.options);
}
writer.options = { ...inspect.defaultOptions, showProxy: true };

// What is thrown though it is false: a callback could not tell it from no error.
class Nothing {
  constructor(thrown) {
    this.thrown = thrown;
  }
}

function isValidSyntax(text) {
  return binding.syntaxError(text) === undefined ||
    binding.awaiting(text) !== undefined || binding.syntaxError(`_=${text}`) === undefined;
}

// `REPLServer(options)` or its older form of many arguments.
function optionsOf(prompt, stream, eval_, useGlobal, ignoreUndefined, replMode) {
  let options;
  if (prompt !== null && typeof prompt === 'object') {
    options = { ...prompt };
    options.stream ??= options.socket;
  } else {
    options = { prompt, stream, eval: eval_, useGlobal, ignoreUndefined, replMode };
  }
  if (!options.input && !options.output) {
    const both = options.stream || process;
    options.input = both.stdin || both;
    options.output = both.stdout || both;
  }
  options.terminal ??= options.output.isTTY;
  options.terminal = Boolean(options.terminal);
  options.prompt = options.prompt === undefined ? '> ' : `${options.prompt}`;
  if (options.useColors === undefined) options.useColors = hasColors(options.output);
  if (options.breakEvalOnSigint && options.eval) throw new ERR_INVALID_REPL_EVAL_CONFIG();
  const shows = options.preview !== undefined ? Boolean(options.preview) : !options.eval;
  options.preview = options.terminal && shows;
  return options;
}

function hasColors(stream) {
  if (!stream?.isTTY) return false;
  return typeof stream.getColorDepth === 'function' ? stream.getColorDepth() > 2 : true;
}

let isWatching = false;

// Errors that nothing caught come to the session in which they were thrown.
function watchErrors() {
  if (isWatching) return;
  isWatching = true;
  binding.onError((error) => {
    const server = sessions.getStore();
    if (server === undefined) return false;
    return server._handleError(error) !== 'unhandled';
  });
}

// How many of a program's own sessions there are.
let refusing = 0;

function refuse(event) {
  const server = event === 'uncaughtException' ? sessions.getStore() : undefined;
  if (server === undefined || server[kStandalone]) return;
  throw new ERR_INVALID_REPL_INPUT('Listeners for `uncaughtException` cannot be used in the REPL');
}

// A program's own sessions may not listen for the errors of the whole program.
function refuseListeners(server) {
  if (refusing === 0) process.on('newListener', refuse);
  refusing += 1;
  server.once('exit', () => {
    refusing -= 1;
    if (refusing === 0) process.removeListener('newListener', refuse);
  });
}

class REPLServer extends Interface {
  constructor(prompt, stream, eval_, useGlobal, ignoreUndefined, replMode) {
    const options = optionsOf(prompt, stream, eval_, useGlobal, ignoreUndefined, replMode);
    let self;
    const completer = options.completer ?? ((text, callback) => {
      require('internal/repl/completer').complete(
        self, text, self.editorMode ? self.completeOnEditorMode(callback) : callback);
    });
    super({ ...options, completer });
    self = this;
    this._initialPrompt = options.prompt;
    this.inputStream = options.input;
    this.outputStream = options.output;
    this.allowBlockingCompletions = Boolean(options.allowBlockingCompletions);
    this.useColors = Boolean(options.useColors);
    this[kStandalone] = Boolean(options[kStandalone]);
    this._isStandalone = this[kStandalone];
    this.useGlobal = Boolean(options.useGlobal);
    this.ignoreUndefined = Boolean(options.ignoreUndefined);
    this.replMode = options.replMode ||
      (internalBinding('modules').option('--use_strict') !== undefined ||
        internalBinding('modules').option('--use-strict') !== undefined ?
        REPL_MODE_STRICT : REPL_MODE_SLOPPY);
    this.underscoreAssigned = false;
    this.last = undefined;
    this.underscoreErrAssigned = false;
    this.lastError = undefined;
    this.breakEvalOnSigint = Boolean(options.breakEvalOnSigint);
    this.editorMode = false;
    this._userErrorHandler = options.handleError;
    this.historyManager = { isFlushing: false };
    this[kBuffered] = '';
    this[kLoading] = false;
    this[kInterrupt] = undefined;
    this[kWaiting] = undefined;
    if (options.handleError !== undefined) {
      validateFunction(options.handleError, 'options.handleError');
    }
    watchErrors();
    if (!this[kStandalone]) refuseListeners(this);

    const evaluate = options.eval || defaultEval.bind(this);
    this.eval = function(code, context, file, callback) {
      sessions.run(self, evaluate, code, context, file, callback);
    };
    this.resetContext();
    this.commands = { __proto__: null };
    require('internal/repl/commands').define(this);
    this.writer = writerOf(this, options.writer);
    listen(this);
    if (this.terminal) require('internal/repl/keys').attach(this, options);
    this.displayPrompt();
  }

  setupHistory(config, callback) {
    if (typeof config === 'function' && callback === undefined) {
      callback = config;
      config = {};
    }
    if (config === undefined || config === null || typeof config === 'string') {
      config = { filePath: config };
    }
    require('internal/repl/history').setUp(this, config, callback ?? config.onHistoryFileLoaded);
  }

  clearBufferedCommand() {
    this[kBuffered] = '';
  }

  close() {
    if (this.terminal && this.historyManager.isFlushing && !this.closed) {
      if (this[kClosing]) return;
      this[kClosing] = true;
      this.once('flushHistory', () => super.close());
      this.historyManager.flush();
      return;
    }
    process.nextTick(() => super.close());
  }

  /** A new global scope, which is not made the session's own. */
  createContext() {
    return require('internal/repl/context').createContext(this, libraries.names);
  }

  resetContext() {
    const self = this;
    this.context = this.createContext();
    this.underscoreAssigned = false;
    this.underscoreErrAssigned = false;
    this.lines = [];
    this.lines.level = [];
    this.lexicalNames = new Set();
    const remember = (name, last, assigned) => {
      Object.defineProperty(this.context, name, {
        __proto__: null,
        configurable: true,
        get: () => self[last],
        set(value) {
          self[last] = value;
          if (self[assigned]) return;
          self[assigned] = true;
          self.output.write(`Expression assignment to ${name} now disabled.\n`);
        },
      });
    };
    remember('_', 'last', 'underscoreAssigned');
    remember('_error', 'lastError', 'underscoreErrAssigned');
    this.emit('reset', this.context);
  }

  displayPrompt(preserveCursor) {
    super.setPrompt(this[kBuffered].length > 0 ? MORE : this._initialPrompt);
    this.prompt(preserveCursor);
  }

  setPrompt(prompt) {
    this._initialPrompt = prompt;
    super.setPrompt(prompt);
  }

  complete(...args) {
    Reflect.apply(this.completer, this, args);
  }

  completeOnEditorMode(callback) {
    return (error, results) => {
      if (error) return callback(error);
      const completions = results[0];
      const completeOn = results[1] ?? '';
      let found = completions.filter(Boolean);
      if (completeOn && found.length !== 0) {
        found = [require('internal/repl/completer').commonPrefix(found)];
      }
      callback(null, [found, completeOn]);
    };
  }

  defineCommand(keyword, command) {
    if (typeof command === 'function') command = { action: command };
    else validateFunction(command.action, 'cmd.action');
    this.commands[keyword] = command;
  }

  /** Shows an error: 'print', 'ignore' and 'unhandled' are what the program's handler may say. */
  _handleError(error) {
    if (this._userErrorHandler !== undefined) {
      const answer = Reflect.apply(this._userErrorHandler, this, [error]);
      if (answer === 'unhandled') return answer;
      if (answer === 'ignore') {
        goOn(this);
        return answer;
      }
    }
    let text;
    if (!this.underscoreErrAssigned) this.lastError = error;
    if (this[kStandalone] && process.listenerCount('uncaughtException') !== 0) {
      process.nextTick(() => {
        process.emit('uncaughtException', error, 'uncaughtException');
        goOn(this);
      });
      return 'print';
    }
    try {
      text = require('internal/repl/failure').show(error, this.writer, {
        breakLength: writer.options.breakLength,
        isStrict: this.replMode === REPL_MODE_STRICT,
        lastLine: this.lines[this.lines.length - 1] ?? '',
      });
    } catch {
      text = 'Uncaught\n';
    }
    this.output.write(text);
    goOn(this);
    return 'print';
  }
}

function writerOf(server, given) {
  if (given) return given;
  if (!server.useColors) return writer;
  const colored = (value) => inspect(value, colored.options);
  colored.options = { ...writer.options, colors: true };
  return colored;
}

// After an error: the next line.
function goOn(server) {
  server.clearBufferedCommand();
  server.lines.level = [];
  if (!server.closed) server.displayPrompt();
}

// `RegExp.$1` to `RegExp.$9` as what was typed last left them: the session's own searches between
// two texts are not to be seen.
const statics = {
  groups: [],
  save() {
    for (let i = 1; i <= 9; i++) this.groups[i - 1] = RegExp[`$${i}`];
  },
  restore() {
    if (this.groups.join('') === '') return;
    GROUPS.exec(`${this.groups.join('\0')}\0`);
  },
};
const GROUPS = new RegExp(`^${'([^\\0]*)\\0'.repeat(9)}$`);

/** The evaluation of what is typed, unless `options.eval` takes its place. */
function defaultEval(code, context, file, callback) {
  if (code === '\n') return callback(null);
  const isStrict = this.replMode === REPL_MODE_STRICT;
  const prepared = prepare(code, !this[kStandalone]);
  if (prepared.kind === 'unfinished') {
    return callback(new Recoverable(new SyntaxError('Unexpected end of input')));
  }
  const isAsync = prepared.kind === 'async';
  // Ctrl-C is a signal while the text runs.
  let wasRaw = this.breakEvalOnSigint && this.terminal && this._setRawMode(false);
  const getRaw = () => {
    if (wasRaw && !this.closed) this._setRawMode(true);
    wasRaw = false;
  };
  const finish = (error, value) => {
    statics.save();
    getRaw();
    if (isAsync) resume(this);
    if (error !== null) return callback(error[0] || new Nothing(error[0]));
    if (/\b(?:let|const|class)\b/.test(prepared.text)) {
      binding.lexicalNames(prepared.text).forEach((name) => this.lexicalNames.add(name));
    }
    callback(null, value);
  };
  if (isAsync) this[kWaiting] = [];
  statics.restore();
  run(prepared, finish, {
    context: this.useGlobal ? undefined : context,
    filename: file,
    isStrict,
    run: { displayErrors: false, breakOnSigint: this.breakEvalOnSigint },
    watch: (interrupt) => {
      getRaw();
      if (!this.breakEvalOnSigint) return undefined;
      this[kInterrupt] = interrupt;
      process.once('SIGINT', interrupt);
      return () => {
        this[kInterrupt] = undefined;
        process.removeListener('SIGINT', interrupt);
      };
    },
  });
}

// What was typed while a promise was waited for is taken now.
function resume(server) {
  const waiting = server[kWaiting];
  server[kWaiting] = undefined;
  for (let i = 0; waiting !== undefined && i < waiting.length; i++) {
    if (server[kWaiting] !== undefined) server[kWaiting].push(waiting[i]);
    else process.nextTick(() => later(server, waiting[i]));
  }
}

function later(server, act) {
  if (server[kWaiting] !== undefined) server[kWaiting].push(act);
  else act();
}

function remember(server, line) {
  server.lines.push(line ?? '');
}

// Listens for lines, signals and the end.
function listen(server) {
  let sawInterrupt = false;
  server.on('close', () => {
    if (server[kWaiting] !== undefined) server[kWaiting].push(() => server.emit('exit'));
    else server.emit('exit');
  });
  server.on('SIGINT', () => {
    if (server[kInterrupt] !== undefined) {
      server[kInterrupt]();
      return;
    }
    const isEmpty = server.line.length === 0;
    server.clearLine();
    leaveEditor(server);
    if (server[kBuffered] === '' && isEmpty) {
      if (sawInterrupt) {
        sawInterrupt = false;
        server.close();
        return;
      }
      server.output.write('(To exit, press Ctrl+C again or Ctrl+D or type .exit)\n');
      sawInterrupt = true;
    } else {
      sawInterrupt = false;
    }
    server.clearBufferedCommand();
    server.lines.level = [];
    server.displayPrompt();
  });
  server.on('line', (line) => {
    sawInterrupt = false;
    if (server[kWaiting] !== undefined) server[kWaiting].push(() => take(server, line ?? ''));
    else take(server, line ?? '');
  });
}

/** Ends `.editor`, without running anything. */
function leaveEditor(server) {
  server.editorMode = false;
  Interface.prototype.setPrompt.call(server, server._initialPrompt);
}

/** Begins `.editor`. */
function enterEditor(server) {
  server.editorMode = true;
  Interface.prototype.setPrompt.call(server, '');
}

// A line.
function take(server, line) {
  if (server.editorMode) {
    server[kBuffered] += `${line}\n`;
    // The next line begins where this one did.
    const space = server.sawKeyPress && !server[kLoading] ? /^\s+/.exec(line) : null;
    if (space !== null) {
      server.write(space[0]);
      server.line = space[0];
      server.cursor = space[0].length;
    }
    remember(server, line);
    return;
  }
  const trimmed = line.trim();
  if (trimmed[0] === '.' && trimmed[1] !== '.' && Number.isNaN(Number.parseFloat(trimmed))) {
    const words = /^\.(\S*)\s*(.*)$/s.exec(trimmed);
    const command = server.commands[words[1]];
    if (command !== undefined) {
      Reflect.apply(command.action, server, [words[2]]);
      return;
    }
    if (server[kBuffered] === '') {
      server.output.write('Invalid REPL keyword\n');
      remember(server, line);
      if (!server.closed) server.displayPrompt();
      return;
    }
  }
  const text = `${server[kBuffered]}${line}\n`;
  server.eval(text, server.context, nextName(), (error, ...value) => {
    answer(server, line, error, value);
  });
}

// What became of a line; `value` is empty where nothing is to be shown.
function answer(server, line, error, value) {
  if (error && server[kBuffered] === '' && line.trim().startsWith('npm ') &&
      !(error instanceof Recoverable)) {
    remember(server, line);
    server.output.write('npm should be run outside of the Node.js REPL, in your normal shell.\n' +
      '(Press Ctrl+D to exit.)\n');
    server.displayPrompt();
    return;
  }
  if (error instanceof Recoverable && !server.endsHere) {
    if (server.terminal && typeof server._addNewLine === 'function') {
      server._addNewLine();
      return;
    }
    remember(server, line);
    server[kBuffered] += `${line}\n`;
    server.displayPrompt();
    return;
  }
  remember(server, line);
  server.endsHere = false;
  server.lastFailed = Boolean(error);
  if (error) {
    server._handleError(error instanceof Nothing ? error.thrown : error.err || error);
    return;
  }
  server.clearBufferedCommand();
  if (value.length > 0 && (!server.ignoreUndefined || value[0] !== undefined)) {
    if (!server.underscoreAssigned) server.last = value[0];
    server.output.write(`${server.writer(value[0])}\n`);
  }
  if (!server.closed) server.displayPrompt();
}

module.exports = {
  REPLServer,
  REPL_MODE_SLOPPY,
  REPL_MODE_STRICT,
  Recoverable,
  enterEditor,
  isValidSyntax,
  kLoading,
  kWaiting,
  kStandalone,
  leaveEditor,
  libraries,
  sessions,
  writer,
};
