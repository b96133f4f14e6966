'use strict';
// The session that `ouro` without a program starts: the editor (crates/ouro/src/repl) sends texts
// from its own thread, and this half answers. See crates/ouro-runtime/src/session.rs.

const { prepare, run } = require('internal/repl/evaluate');
const look = require('internal/repl/look');

const trusted = new Set();
let colors = false;
// Ctrl-C is heard of by the session's own thread, which stops all that runs: see `stopped`.
const OWN_WAY = { run: {}, watch() {} };
// Who waits for what is being evaluated.
let running;

function isTrusted(name) {
  return trusted.has(name);
}

function show(value) {
  const { inspect } = require('util');
  return inspect(value, { colors, showProxy: true, maxArrayLength: 100 });
}

// Frames of the session itself, which say nothing of what was typed.
const OWN_FRAME = /^\s+at (?:.*\()?node:/;

// An error as it is shown: with what was typed, a caret, and a short stack.
function showError(error) {
  const { isNativeError } = require('util').types;
  if (!isNativeError(error) || typeof error.stack !== 'string') return `Uncaught ${show(error)}`;
  const { inspect, stripVTControlCharacters } = require('util');
  const lines = [];
  for (const line of inspect(error, { colors }).split('\n')) {
    if (!OWN_FRAME.test(stripVTControlCharacters(line))) lines.push(line);
    // The last frame may be followed by the error's properties.
    else if (line.endsWith(' {')) lines[lines.length - 1] += ' {';
  }
  // The place, the line, the caret and a blank line may stand before the message.
  const message = /^REPL\d+:\d+$/.test(lines[0]) ?
    lines.findIndex((line, i) => i > 2 && line !== '') : -1;
  if (message !== -1) {
    lines[message] = `Uncaught ${lines[message]}`;
    return lines.slice(1).join('\n');
  }
  return `Uncaught ${lines.join('\n')}`;
}

function defineHidden(name, value) {
  Object.defineProperty(globalThis, name, {
    value, writable: true, enumerable: false, configurable: true,
  });
}

/** Prepares the global scope: builtin modules by their names, `require`, `module`. */
function start(options) {
  ({ colors } = options);
  const { builtinModules, createRequire } = require('module');
  const require_ = createRequire(`${process.cwd()}/[repl]`);
  defineHidden('require', require_);
  defineHidden('module', { exports: {}, id: '<repl>', paths: [], children: [] });
  defineHidden('exports', globalThis.module.exports);
  for (const id of builtinModules) {
    if (!/^[a-z]\w*$/.test(id) || id in globalThis) continue;
    trusted.add(id);
    Object.defineProperty(globalThis, id, {
      get() {
        const value = require_(id);
        defineHidden(id, value);
        return value;
      },
      set(value) { defineHidden(id, value); },
      enumerable: false,
      configurable: true,
    });
  }
  for (const name of Object.getOwnPropertyNames(globalThis)) {
    const property = Object.getOwnPropertyDescriptor(globalThis, name);
    if (property.get !== undefined) trusted.add(name);
  }
  process.on('uncaughtException', (error) => {
    defineHidden('_error', error);
    process.stderr.write(`${showError(error)}\n`);
  });
}

/**
 * Runs a text; `done(kind, output)` tells what became of it: 'value', 'error', or 'unfinished'.
 */
function evaluate(text, done) {
  running = done;
  const prepared = prepare(text);
  if (prepared.kind === 'unfinished') {
    running = undefined;
    done('unfinished', '');
    return;
  }
  run(prepared, (error, value) => {
    // What was stopped may still come to its end.
    if (running !== done) return;
    if (error !== null) {
      defineHidden('_error', error[0]);
      answer('error', showError(error[0]));
      return;
    }
    defineHidden('_', value);
    answer('value', show(value));
  }, OWN_WAY);
}

function answer(kind, output) {
  const done = running;
  running = undefined;
  done(kind, output);
}

// Ctrl-C ended all that ran: also what was being evaluated, if anything was.
function stopped() {
  if (running === undefined) return;
  const { codes: { ERR_SCRIPT_EXECUTION_INTERRUPTED } } = require('internal/errors');
  const error = new ERR_SCRIPT_EXECUTION_INTERRUPTED();
  defineHidden('_error', error);
  answer('error', `Uncaught Error [${error.code}]: ${error.message}`);
}

function unfinished(text) {
  return prepare(text).kind === 'unfinished' ? 'yes' : 'no';
}

function complete(text) {
  const [start_, found] = look.complete(text, isTrusted);
  return `${start_}\n${found.join('\n')}`;
}

function preview(text) {
  return look.preview(text, isTrusted, false) ?? '';
}

// `.type NAME`: constructor, size and members of a value.
function type(text) {
  const value = look.valueOf(text, isTrusted);
  if (value === look.NOTHING) return `${text}: nothing that can be looked at without running it`;
  const object = look.holder(value);
  if (object === null) return String(value);
  const prototype = Object.getPrototypeOf(object);
  const constructor = prototype?.constructor?.name;
  const kind = typeof value === 'object' ? constructor ?? 'object without prototype' : typeof value;
  const lines = [`${text}: ${kind}`];
  for (const names of look.members(object)) {
    if (names.length > 0) lines.push(`  ${names.join(', ')}`);
  }
  const doc = documentation(text);
  if (doc !== undefined) lines.push(`  ${doc}`);
  return lines.join('\n');
}

// `.doc NAME`: how a function is called.
function documentation(text) {
  const value = look.valueOf(text, isTrusted);
  if (typeof value !== 'function') return undefined;
  const source = Function.prototype.toString.call(value);
  const parameters = /^(?:async\s+)?(?:function\s*\*?\s*)?[\w$]*\s*\(([^)]*)\)/.exec(source);
  const names = parameters !== null && parameters[1].trim() !== '' ? parameters[1].trim() :
    Array.from({ length: value.length }, (_, i) => `arg${i + 1}`).join(', ');
  return `${text}(${names})`;
}

function exit(code) {
  process.exit(code);
}

module.exports = {
  complete, documentation, evaluate, exit, preview, start, stopped, type, unfinished,
};
