'use strict';
// Editing a line on a terminal: the keys of readline(3) in Emacs mode, history, undo, completion,
// and drawing a line that may be wider than the terminal. Installed into node:readline's Interface
// when the first one has a terminal. Node's documentation of readline: "TTY keybindings".

const { Interface } = require('internal/readline/interface');
const { clearScreenDown, cursorTo, moveCursor } = require('internal/readline/cursor');
const { emitKeypressEvents } = require('internal/readline/keypress');
const { getStringWidth } = internalBinding('util');

// How many edits can be undone, and how many killed texts are kept.
const MAX_UNDO = 2048;
const MAX_KILLS = 32;
const LINE_ENDS = /\r\n|\n|\r/;

const kUndo = Symbol('undo');
const kRedo = Symbol('redo');
const kKills = Symbol('kills');
const kKillAt = Symbol('killAt');
const kYanked = Symbol('yanked');
const kReturned = Symbol('returnedAt');
const kWasTab = Symbol('wasTab');
const kSearch = Symbol('historySearch');
// The line that return was pressed on, and whether the newest line of history is a part of it.
const kEntered = Symbol('entered');
const kIsPart = Symbol('isPart');
// The column that the cursor keeps while it moves from line to line.
const kColumn = Symbol('column');
// What stands before each line of a text after the first.
const MORE = '| ';

function attach(self, kDetach) {
  const { input, output } = self;
  const onKey = (text, key) => {
    self._ttyWrite(text, key);
    if (key?.sequence) {
      // A lone surrogate has no width of its own yet.
      const code = key.sequence.codePointAt(0);
      if (code >= 0xd800 && code <= 0xdfff) self._refreshLine();
    }
  };
  const onEnd = () => {
    if (typeof self.line === 'string' && self.line !== '') self._onLine(self.line);
    self.close();
  };
  const onResize = () => self._refreshLine();
  self[kUndo] = [];
  self[kRedo] = [];
  self[kKills] = [];
  self[kKillAt] = 0;
  self[kYanked] = 0;
  self[kReturned] = 0;
  self[kWasTab] = false;
  self[kSearch] = null;
  self[kEntered] = null;
  self[kIsPart] = false;
  self[kColumn] = null;

  if (process.env.TERM === 'dumb') self._ttyWrite = dumbKey;
  emitKeypressEvents(input, self);
  input.on('keypress', onKey);
  input.on('end', onEnd);
  self._setRawMode(true);
  self.terminal = true;
  output?.on?.('resize', onResize);
  self[kDetach] = () => {
    input.removeListener('keypress', onKey);
    input.removeListener('end', onEnd);
    output?.removeListener?.('resize', onResize);
  };
}

// A key where the terminal cannot move its cursor: lines are only typed.
function dumbKey(text, key = {}) {
  if (key.name === 'escape') return;
  if (this[kReturned] && key.name !== 'enter') this[kReturned] = 0;
  if (key.ctrl) {
    if (key.name === 'c') this._interrupt();
    else if (key.name === 'd') this.close();
    return;
  }
  if (key.name === 'return' || key.name === 'enter') {
    this._plainKey(undefined, key, false);
  } else if (typeof text === 'string' && text !== '') {
    this.line += text;
    this.cursor += text.length;
    this._writeToOutput(text);
  }
}

// Rows and columns that a text takes from the upper left corner on.
function displayPosition(self, text) {
  const { columns, tabSize } = self;
  let offset = 0;
  let rows = 0;
  for (const char of text.replace(/\x1b\[[0-9;?]*[ -/]*[@-~]/g, '')) {
    if (char === '\n') {
      rows += Math.ceil(offset / columns) || 1;
      offset = 0;
    } else if (char === '\t') {
      offset += tabSize - (offset % tabSize);
    } else {
      const width = getStringWidth(char);
      // A wide character does not fit into the last column.
      if (width === 2 && (offset + 1) % columns === 0) offset += 1;
      offset += width;
    }
  }
  if (columns === Infinity) return { cols: offset, rows };
  return { cols: offset % columns, rows: rows + (offset - (offset % columns)) / columns };
}

function cursorPosition(self) {
  return displayPosition(self, shown(self, self.line.slice(0, self.cursor)));
}

// A text as it is on the terminal, which may have several lines.
function shown(self, text) {
  if (text.includes('\n')) text = text.replaceAll('\n', `\n${MORE}`);
  return self._prompt + text;
}

// History keeps a text's lines apart by returns, the last one first.
function toHistory(text) {
  return text.includes('\n') ? text.split('\n').reverse().join('\r') : text;
}

function fromHistory(text) {
  return text.includes('\r') ? text.split('\r').reverse().join('\n') : text;
}

// Where the word before the cursor begins: white space is passed first.
function wordStart(self) {
  const before = self.line.slice(0, self.cursor);
  const match = /(?:[^\w\s]+|\w+|)\s*$/.exec(before);
  return before.length - match[0].length;
}

function wordEnd(self) {
  const match = /^(?:\s+|[^\w\s]+|\w+)\s*/.exec(self.line.slice(self.cursor));
  return self.cursor + (match === null ? 0 : match[0].length);
}

function lengthBefore(text, at) {
  if (at <= 0) return 0;
  const low = text.charCodeAt(at - 1);
  const paired = low >= 0xdc00 && low <= 0xdfff && at > 1 && text.codePointAt(at - 2) > 0xffff;
  return paired ? 2 : 1;
}

function lengthAt(text, at) {
  if (at >= text.length) return 0;
  return text.codePointAt(at) > 0xffff ? 2 : 1;
}

function commonPrefix(texts) {
  return texts.reduce((prefix, text) => {
    while (!text.startsWith(prefix)) prefix = prefix.slice(0, -1);
    return prefix;
  }, texts[0] ?? '');
}

const methods = {
  _refreshLine() {
    const text = shown(this, this.line);
    const end = displayPosition(this, text);
    const at = this.getCursorPos();
    const rows = this.prevRows || 0;
    if (rows > 0) moveCursor(this.output, 0, -rows);
    cursorTo(this.output, 0);
    clearScreenDown(this.output);
    this._writeToOutput(text);
    // The terminal goes to a new line only when something is written there.
    if (end.cols === 0) this._writeToOutput(' ');
    cursorTo(this.output, at.cols);
    if (end.rows > at.rows) moveCursor(this.output, 0, at.rows - end.rows);
    this.prevRows = at.rows;
  },

  _moveCursor(by) {
    if (by === 0) return;
    const before = this.getCursorPos();
    this.cursor = Math.min(Math.max(this.cursor + by, 0), this.line.length);
    const after = this.getCursorPos();
    if (before.rows === after.rows) {
      moveCursor(this.output, after.cols - before.cols, 0);
    } else {
      this._refreshLine();
    }
  },

  _beforeEdit() {
    this[kUndo].push({ line: this.line, cursor: this.cursor });
    if (this[kUndo].length > MAX_UNDO) this[kUndo].shift();
    this[kRedo] = [];
  },

  _replaceLine(line, cursor) {
    this.line = line;
    this.cursor = cursor;
    this._refreshLine();
  },

  _insertString(text) {
    this._beforeEdit();
    if (this.cursor < this.line.length) {
      const { line, cursor } = this;
      this._replaceLine(line.slice(0, cursor) + text + line.slice(cursor), cursor + text.length);
      return;
    }
    const before = this.getCursorPos();
    this.line += text;
    this.cursor += text.length;
    if (this.getCursorPos().rows > before.rows) this._refreshLine();
    else this._writeToOutput(text);
  },

  // Removes a part of the line; what is killed can be yanked.
  _remove(start, end, isKill) {
    if (start >= end) return;
    this._beforeEdit();
    const removed = this.line.slice(start, end);
    if (isKill) {
      this[kKills].unshift(removed);
      if (this[kKills].length > MAX_KILLS) this[kKills].pop();
      this[kKillAt] = 0;
    }
    this._replaceLine(this.line.slice(0, start) + this.line.slice(end), start);
  },

  _deleteLeft() {
    this._remove(this.cursor - lengthBefore(this.line, this.cursor), this.cursor);
  },
  _deleteRight() {
    this._remove(this.cursor, this.cursor + lengthAt(this.line, this.cursor));
  },
  _deleteWordLeft() {
    this._remove(wordStart(this), this.cursor);
  },
  _deleteWordRight() {
    this._remove(this.cursor, wordEnd(this));
  },
  _deleteLineLeft() {
    this._remove(0, this.cursor, true);
  },
  _deleteLineRight() {
    this._remove(this.cursor, this.line.length, true);
  },
  _wordLeft() {
    this._moveCursor(wordStart(this) - this.cursor);
  },
  _wordRight() {
    this._moveCursor(wordEnd(this) - this.cursor);
  },

  _yank() {
    const text = this[kKills][this[kKillAt]];
    if (text === undefined) return;
    this._insertString(text);
    this[kYanked] = text.length;
  },

  // Puts the text killed before in the place of the one just yanked.
  _yankPop() {
    if (this[kYanked] === 0 || this[kKills].length < 2) return;
    const start = this.cursor - this[kYanked];
    this[kKillAt] = (this[kKillAt] + 1) % this[kKills].length;
    const text = this[kKills][this[kKillAt]];
    this[kYanked] = text.length;
    this._replaceLine(this.line.slice(0, start) + text + this.line.slice(this.cursor),
      start + text.length);
  },

  _undo() {
    const state = this[kUndo].pop();
    if (state === undefined) return;
    this[kRedo].push({ line: this.line, cursor: this.cursor });
    this._replaceLine(state.line, state.cursor);
  },
  _redo() {
    const state = this[kRedo].pop();
    if (state === undefined) return;
    this[kUndo].push({ line: this.line, cursor: this.cursor });
    this._replaceLine(state.line, state.cursor);
  },

  // Moves through the lines that begin as the present one did when the moving began; past either
  // end that beginning comes back.
  _historyMove(step) {
    const { history } = this;
    const search = this[kSearch] ?? '';
    let index = this.historyIndex + step;
    let line = '';
    for (; index >= 0 && index < history.length; index += step) {
      line = fromHistory(history[index]);
      if (line.startsWith(search) && line !== this.line) break;
    }
    if (index < 0 || index >= history.length) line = search;
    this.historyIndex = index;
    this._beforeEdit();
    this._replaceLine(line, line.length);
  },
  _historyPrev() {
    if (this.historyIndex < this.history.length && this.history.length > 0) this._historyMove(1);
  },
  _historyNext() {
    if (this.historyIndex >= 0) this._historyMove(-1);
  },

  _addHistory() {
    const { line, history } = this;
    if (line.length === 0) return '';
    if (this.historySize === 0 || line.trim().length === 0) return line;
    // What is being corrected takes the place of what failed.
    const corrects = this.lastFailed && this.historyIndex === 0 && line.includes('\n');
    if (this[kIsPart] || corrects) history.shift();
    this[kIsPart] = false;
    const kept = toHistory(line);
    if (history.length === 0 || history[0] !== kept) {
      if (this.removeHistoryDuplicates) {
        const known = history.indexOf(kept);
        if (known !== -1) history.splice(known, 1);
      }
      history.unshift(kept);
      if (history.length > this.historySize) history.pop();
    }
    this.historyIndex = -1;
    // Listeners may leave lines out.
    this.emit('history', history);
    return line;
  },

  _line() {
    this[kEntered] = { line: this.line, cursor: this.cursor };
    const line = this._addHistory();
    this[kUndo] = [];
    this[kRedo] = [];
    this[kSearch] = null;
    this.clearLine();
    this._onLine(line);
  },

  // Goes on with the text that return was pressed on, in another line.
  _addNewLine() {
    const { line, cursor } = this[kEntered];
    const rest = line.slice(cursor);
    this[kIsPart] = line.trim().length > 0 && this.historySize !== 0;
    this.line = `${line.slice(0, cursor)}\n${rest}`;
    this.cursor = cursor + 1;
    if (rest === '') {
      this._writeToOutput(MORE);
      this.prevRows = this.getCursorPos().rows;
      return;
    }
    const before = displayPosition(this, shown(this, line));
    this.prevRows = before.rows + 1;
    this._refreshLine();
  },

  // Moves the cursor to another line of the text; false where there is none.
  _moveToLine(step) {
    if (!this.line.includes('\n')) return false;
    const before = this.line.slice(0, this.cursor).split('\n');
    const lines = this.line.split('\n');
    const to = before.length - 1 + step;
    if (to < 0 || to >= lines.length) return false;
    this[kColumn] ??= before[before.length - 1].length;
    let cursor = Math.min(this[kColumn], lines[to].length);
    for (let i = 0; i < to; i++) cursor += lines[i].length + 1;
    this.cursor = cursor;
    this._refreshLine();
    return true;
  },

  _tabComplete(wasTab) {
    this.pause();
    const text = this.line.slice(0, this.cursor);
    this.completer(text, (error, found) => {
      if (this.closed) return;
      this.resume();
      if (error) {
        const { inspect } = require('util');
        this._writeToOutput(`Tab completion error: ${inspect(error)}`);
        return;
      }
      this._tabCompleted(wasTab, found);
    });
  },

  _tabCompleted(wasTab, found) {
    if (!Array.isArray(found) || !Array.isArray(found[0]) || found[0].length === 0) return;
    const completions = found[0];
    const completeOn = found[1] ?? '';
    const prefix = commonPrefix(completions.filter((text) => text !== ''));
    if (prefix.startsWith(completeOn) && prefix.length > completeOn.length) {
      this._insertString(prefix.slice(completeOn.length));
      return;
    }
    if (!completeOn.startsWith(prefix)) {
      const start = this.cursor - completeOn.length;
      this._replaceLine(this.line.slice(0, start) + prefix + this.line.slice(this.cursor),
        start + prefix.length);
      return;
    }
    if (!wasTab) {
      this.emit('completions', completions);
      return;
    }
    this._showCompletions(completions);
  },

  // Lists completions in columns; an empty one separates groups.
  _showCompletions(completions) {
    const widths = completions.map((text) => getStringWidth(text));
    const width = widths.reduce((most, one) => Math.max(most, one), 0) + 2;
    let perRow = Math.floor(this.columns / width) || 1;
    if (perRow === Infinity) perRow = 1;
    let out = '\r\n';
    let column = 0;
    for (let i = 0; i < completions.length; i++) {
      if (completions[i] === '') {
        out += column === 0 ? '\r\n' : '\r\n\r\n';
        column = 0;
        continue;
      }
      out += completions[i];
      column += 1;
      if (column === perRow || i === completions.length - 1 || completions[i + 1] === '') {
        if (column === perRow) column = 0;
        if (column === 0 || i === completions.length - 1) out += '\r\n';
      } else {
        out += ' '.repeat(width - widths[i]);
      }
    }
    this._writeToOutput(`${out}\r\n`);
    this._refreshLine();
  },

  _interrupt() {
    if (this.listenerCount('SIGINT') > 0) this.emit('SIGINT');
    else this.close();
  },

  _stop() {
    if (process.platform === 'win32') return;
    if (this.listenerCount('SIGTSTP') > 0) {
      this.emit('SIGTSTP');
      return;
    }
    process.once('SIGCONT', () => {
      if (!this.paused) {
        this.pause();
        this.emit('SIGCONT');
      }
      this._setRawMode(true);
      this._refreshLine();
    });
    this._setRawMode(false);
    process.kill(process.pid, 'SIGTSTP');
  },

  _ttyWrite(text, key = {}) {
    const previous = this[kWasTab];
    this[kWasTab] = false;
    const searches = (key.name === 'up' || key.name === 'down') &&
      !key.ctrl && !key.meta && !key.shift;
    if (searches) {
      this[kSearch] ??= this.line.slice(0, this.cursor);
    } else if (this[kSearch] !== null) {
      this[kSearch] = this[kColumn] = null;
      if (this.historyIndex === this.history.length) this.historyIndex = -1;
    }
    if (!(key.meta && key.name === 'y') && !(key.ctrl && key.name === 'y')) this[kYanked] = 0;
    // A terminal sends these for ctrl with - and ^.
    if (key.sequence === '\x1f') return this._undo();
    if (key.sequence === '\x1e') return this._redo();
    if (key.name === 'escape') return;
    if (key.ctrl && key.shift) {
      if (key.name === 'backspace') this._deleteLineLeft();
      else if (key.name === 'delete') this._deleteLineRight();
      return;
    }
    if (key.ctrl) return this._controlKey(key);
    if (key.meta) return this._metaKey(key);
    this._plainKey(text, key, previous);
  },

  _controlKey(key) {
    switch (key.name) {
      case 'c': return this._interrupt();
      case 'h': return this._deleteLeft();
      case 'd':
        if (this.cursor === 0 && this.line.length === 0) return this.close();
        return this._deleteRight();
      case 'u': return this._deleteLineLeft();
      case 'k': return this._deleteLineRight();
      case 'a': return this._moveCursor(-Infinity);
      case 'e': return this._moveCursor(Infinity);
      case 'b': return this._moveCursor(-lengthBefore(this.line, this.cursor));
      case 'f': return this._moveCursor(lengthAt(this.line, this.cursor));
      case 'l':
        cursorTo(this.output, 0, 0);
        clearScreenDown(this.output);
        this.prevRows = 0;
        return this._refreshLine();
      case 'n': return this._historyNext();
      case 'p': return this._historyPrev();
      case 'y': return this._yank();
      case 'z': return this._stop();
      case 'w':
      case 'backspace': return this._deleteWordLeft();
      case 'delete': return this._deleteWordRight();
      case 'left': return this._wordLeft();
      case 'right': return this._wordRight();
    }
  },

  _metaKey(key) {
    switch (key.name) {
      case 'b': return this._wordLeft();
      case 'f': return this._wordRight();
      case 'd':
      case 'delete': return this._deleteWordRight();
      case 'backspace': return this._deleteWordLeft();
      case 'y': return this._yankPop();
    }
  },

  _plainKey(text, key, wasTab) {
    // A line feed right after a return belongs to it.
    if (this[kReturned] && key.name !== 'enter') this[kReturned] = 0;
    switch (key.name) {
      case 'return':
        this[kReturned] = Date.now();
        return this._line();
      case 'enter':
        if (this[kReturned] === 0 || Date.now() - this[kReturned] > this.crlfDelay) this._line();
        this[kReturned] = 0;
        return;
      case 'backspace': return this._deleteLeft();
      case 'delete': return this._deleteRight();
      case 'left': return this._moveCursor(-lengthBefore(this.line, this.cursor));
      case 'right': return this._moveCursor(lengthAt(this.line, this.cursor));
      case 'home': return this._moveCursor(-Infinity);
      case 'end': return this._moveCursor(Infinity);
      case 'up': return this._moveToLine(-1) || this._historyPrev();
      case 'down': return this._moveToLine(1) || this._historyNext();
      case 'tab':
        if (typeof this.completer === 'function' && this.isCompletionEnabled) {
          this[kWasTab] = true;
          return this._tabComplete(wasTab);
        }
    }
    if (typeof text !== 'string' || text === '') return;
    const lines = text.split(LINE_ENDS);
    for (let i = 0; i < lines.length; i++) {
      if (i > 0) this._line();
      if (lines[i] !== '') this._insertString(lines[i]);
    }
  },
};
for (const name of Object.keys(methods)) {
  Object.defineProperty(Interface.prototype, name, {
    value: methods[name], writable: true, enumerable: false, configurable: true,
  });
}

module.exports = { attach, cursorPosition };
