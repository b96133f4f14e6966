'use strict';
// Ctrl-R and Ctrl-S at a terminal: a search through the lines typed before, while its text is being
// typed. No Rust half. Node docs: REPL, Reverse-i-search.

const { clearScreenDown, cursorTo, moveCursor } = require('internal/readline/cursor');

/** Gives `search(text, key)` for a session: whether a key was the search's. */
function setUp(server) {
  let isActive = false;
  let isBackward = true;
  let wanted = '';
  // The line found last, and how far the search has come.
  let found = null;
  let at = -1;
  let saved = { line: '', cursor: 0 };
  let seen = new Set();
  // Whether the search, and a line that it found, are on the terminal.
  let isDrawn = false;
  let isShown = false;

  const lineAt = (index) => {
    const line = server.history[index];
    return line.includes('\r') ? line.split('\r').reverse().join('\n') : line;
  };

  const draw = (line, place) => {
    const { output } = server;
    if (isShown) cursorTo(output, server.getPrompt().length);
    if (isDrawn) clearScreenDown(output);
    const label = `${isBackward ? 'bck' : 'fwd'}-i-search: `;
    const failed = wanted !== '' && found === null ? 'failed-' : '';
    const text = isDrawn ? marked(line, place) : '';
    output.write(`${text}\n${failed}${label}${wanted}_`);
    moveCursor(output, 0, -1);
    cursorTo(output, server.getPrompt().length + place);
    isDrawn = true;
    isShown = line !== '';
  };

  // A line with what was found underlined.
  const marked = (line, place) => (found === null || !server.useColors ? line :
    `${line.slice(0, place)}\x1b[4m${wanted}\x1b[24m${line.slice(place + wanted.length)}`);

  // The next place in the lines, from `place` in the line at `index`.
  const look = (index, place) => {
    if (wanted === '') {
      found = null;
      draw(saved.line, saved.cursor);
      return;
    }
    const step = isBackward ? 1 : -1;
    for (; index >= 0 && index < server.history.length; index += step, place = undefined) {
      const line = lineAt(index);
      if (place === undefined && seen.has(line)) continue;
      const hit = isBackward ? before(line, place ?? line.length) :
        line.indexOf(wanted, place ?? 0);
      if (hit === -1) continue;
      seen.add(line);
      at = index;
      found = { line, place: hit };
      draw(line, hit);
      return;
    }
    at = index;
    found = null;
    draw(saved.line, saved.cursor);
  };

  const before = (line, place) => (place < 0 ? -1 : line.lastIndexOf(wanted, place));

  const begin = (backward) => {
    isActive = true;
    isDrawn = isShown = false;
    isBackward = backward;
    wanted = '';
    at = -1;
    saved = { line: server.line, cursor: server.cursor };
    seen = new Set();
    look(at);
  };

  const end = (keeps) => {
    const { output } = server;
    isActive = false;
    cursorTo(output, server.getPrompt().length);
    clearScreenDown(output);
    if (keeps && found !== null) {
      server.line = found.line;
      server.cursor = found.place;
      server.historyIndex = at;
    } else {
      server.line = saved.line;
      server.cursor = saved.cursor;
    }
    found = null;
    if (server.line.includes('\n')) {
      server.prevRows = 0;
      server._refreshLine();
    } else if (server.line !== '') {
      output.write(server.line);
      if (server.cursor < server.line.length) cursorTo(output, server.getCursorPos().cols);
    }
  };

  const search = (text, key) => {
    const asks = key.ctrl && !key.meta && (key.name === 'r' || key.name === 's');
    if (!isActive) {
      if (!asks) return false;
      begin(key.name === 'r');
      return true;
    }
    if (asks) {
      const backward = key.name === 'r';
      if (backward !== isBackward) seen = new Set(found === null ? [] : [found.line]);
      isBackward = backward;
      if (found === null) look(isBackward ? Math.max(at, 0) : Math.min(at, server.history.length - 1));
      else look(at, found.place + (isBackward ? -1 : 1));
      return true;
    }
    if (key.name === 'backspace' || key.ctrl && (key.name === 'h' || key.name === 'w')) {
      wanted = key.name === 'w' ? '' : wanted.slice(0, -1);
      restart();
      return true;
    }
    if (key.name === 'escape' || key.ctrl && (key.name === 'c' || key.name === 'g')) {
      end(false);
      return true;
    }
    if (typeof text === 'string' && text !== '' && !key.ctrl && !key.meta &&
        !/[\x00-\x1f\x7f]/.test(text)) {
      wanted += text;
      restart();
      return true;
    }
    // Any other key takes the line, and means what it always does.
    end(true);
    return false;
  };

  const restart = () => {
    at = -1;
    seen = new Set();
    // Nothing is newer than what is being typed.
    look(isBackward ? 0 : -1);
  };

  return { search };
}

module.exports = { setUp };
