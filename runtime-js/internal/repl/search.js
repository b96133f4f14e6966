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
    isDrawn = true;
    isShown = found !== null;
    if (line !== '') output.write(line);
    const label = `${isBackward ? 'bck' : 'fwd'}-i-search: `;
    const failed = wanted !== '' && found === null ? 'failed-' : '';
    output.write(`\n${failed}${label}${wanted}_`);
    moveCursor(output, 0, -1);
    cursorTo(output, server.getPrompt().length + place);
  };

  const look = (from) => {
    const step = isBackward ? 1 : -1;
    if (wanted === '') {
      found = null;
      draw(saved.line, saved.cursor);
      return;
    }
    for (let index = from; index >= 0 && index < server.history.length; index += step) {
      const line = lineAt(index);
      const place = line.indexOf(wanted);
      if (place === -1 || seen.has(line)) continue;
      seen.add(line);
      at = index;
      found = { line, place };
      draw(line, place);
      return;
    }
    found = null;
    draw('', 0);
  };

  const begin = (backward) => {
    isActive = true;
    isDrawn = isShown = false;
    isBackward = backward;
    wanted = '';
    at = backward ? -1 : server.history.length;
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
      cursorTo(output, server.getCursorPos().cols);
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
      look(at + (isBackward ? 1 : -1));
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
    at = isBackward ? -1 : server.history.length;
    seen = new Set();
    look(isBackward ? 0 : server.history.length - 1);
  };

  return { search };
}

module.exports = { setUp };
