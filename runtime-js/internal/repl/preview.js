'use strict';
// Previews at a terminal: below the line its value, and behind the cursor how the name goes on.
// Nothing is run for them. No Rust half of its own. Node docs: REPL, the `preview` option.

const { clearLine, cursorTo, moveCursor } = require('internal/readline/cursor');
const { complete, commonPrefix, isTrusted } = require('internal/repl/completer');
const look = require('internal/repl/look');
const { REPL_MODE_STRICT } = require('internal/repl/server');

const { syntaxError } = internalBinding('repl');

// The longest value shown, in columns.
const WIDEST = 250;

// How the name or member before the cursor goes on, where there is but one way.
function continuation(server) {
  const { line } = server;
  if (line.trim() === '' || server.completer.length !== 2 || /^\s*\./.test(line)) return '';
  let suffix = '';
  complete(server, line, (error, found) => {
    if (error || !Array.isArray(found)) return;
    const completions = found[0];
    const completeOn = found[1];
    if (!completeOn || /['"`]/.test(line.slice(-completeOn.length - 1, -completeOn.length))) return;
    const prefix = commonPrefix(completions.filter((name) => name !== ''));
    if (prefix.startsWith(completeOn)) suffix = prefix.slice(completeOn.length);
  });
  return suffix;
}

// The value of a text as one line, or '' where there is none to show.
function valueOf(server, text) {
  if (text.trim() === '' || /^\s*\.[a-z]/.test(text)) return '';
  const context = server.useGlobal ? undefined : server.context;
  const object = /^\s*\{/.test(text) && !/;\s*$/.test(text) ? `(${text.trim()})` : text;
  let shown;
  const candidates = object === text ? [text] : [object, text];
  for (let i = 0; i < candidates.length; i++) {
    const candidate = candidates[i];
    if (syntaxError(candidate) !== undefined) continue;
    const found = look.lookAt(candidate, isTrusted, context);
    if (found === undefined) continue;
    if (found.length > 1) {
      shown = found[1];
      break;
    }
    const value = found[0];
    if (value === undefined && (server.ignoreUndefined || text.trim() === 'undefined')) return '';
    shown = inspected(value);
    break;
  }
  if (shown === undefined) shown = undeclared(server, text.trim());
  if (shown === '' || shown === text.trim()) return '';
  const room = Math.min(Math.max(server.columns, 25), WIDEST);
  const end = shown.search(/[\r\n\v]/);
  if (end !== -1) shown = shown.slice(0, end);
  return shown.length > room ? `${shown.slice(0, room - 3)}...` : shown;
}

function inspected(value) {
  return require('util').inspect(value, {
    colors: false, compact: 3, breakLength: Infinity, depth: 1, getters: false,
    customInspect: false, maxArrayLength: 20, maxStringLength: 200, showProxy: true,
  });
}

// In strict mode a name that nothing declares is an error.
function undeclared(server, text) {
  if (server.replMode !== REPL_MODE_STRICT || !look.isName(text)) return '';
  const context = server.useGlobal ? globalThis : server.context;
  if (text in context || server.lexicalNames?.has(text) || syntaxError(text) !== undefined) return '';
  return `ReferenceError: ${text} is not defined`;
}

/** Gives `show()` and `hide(key)` for a session. */
function setUp(server) {
  let value = null;
  let suffix = null;

  const isAtEnd = () => server.cursor === server.line.length;
  const grey = (text) => (server.useColors ? `\x1b[90m${text}\x1b[39m` : `// ${text}`);
  const end = () => {
    const { cursor } = server;
    server.cursor = server.line.length;
    const place = server.getCursorPos();
    server.cursor = cursor;
    return place;
  };

  const hide = (key) => {
    if (value !== null) {
      const rows = end().rows - server.getCursorPos().rows + 1;
      moveCursor(server.output, 0, rows);
      clearLine(server.output);
      moveCursor(server.output, 0, -rows);
      value = null;
    }
    if (suffix !== null) {
      const { output } = server;
      const place = server.getCursorPos();
      const last = end();
      if (place.cols !== last.cols) cursorTo(output, last.cols);
      if (place.rows !== last.rows) moveCursor(output, 0, last.rows - place.rows);
      clearLine(output, 1);
      if (place.cols !== last.cols) cursorTo(output, place.cols);
      if (place.rows !== last.rows) moveCursor(output, 0, place.rows - last.rows);
      const accepts = !key.meta && !key.shift &&
        (key.name === 'right' && !key.ctrl || key.name === 'end' && !key.ctrl ||
         key.ctrl && (key.name === 'e' || key.name === 'f'));
      const accepted = suffix;
      suffix = null;
      if (accepts && isAtEnd()) server._insertString(accepted);
    }
  };

  const showSuffix = () => {
    suffix = continuation(server) || null;
    if (suffix === null) return;
    const place = server.getCursorPos();
    const last = end();
    if (place.cols !== last.cols) cursorTo(server.output, last.cols);
    server.output.write(server.useColors ? `\x1b[90m${suffix}\x1b[39m` : ` // ${suffix}`);
    cursorTo(server.output, place.cols);
    if (place.rows !== last.rows) moveCursor(server.output, 0, place.rows - last.rows);
  };

  const show = () => {
    const { line } = server;
    if (value !== null || server.closed || !server.isCompletionEnabled || line === '' ||
        line.includes('\n')) {
      return;
    }
    if (isAtEnd()) showSuffix();
    const text = valueOf(server, suffix === null ? line : line + suffix);
    if (text === '') return;
    value = text;
    const place = server.getCursorPos();
    const last = end();
    const rows = last.rows - place.rows;
    moveCursor(server.output, 0, rows);
    server.output.write(`\n${grey(text)}`);
    cursorTo(server.output, place.cols);
    moveCursor(server.output, 0, -rows - 1);
  };

  return { hide, show };
}

module.exports = { setUp };
