'use strict';
// The lines of former sessions, in a file. No Rust half.
// Node docs: REPL, Persistent history; replServer.setupHistory.

const fs = require('fs');
const { EOL } = require('os');
const { validateFunction, validateNumber } = require('internal/validators');

// How long, in milliseconds, lines are gathered before they are written.
const DELAY = 15;
// Only its owner may read and write the file.
const MODE = 0o600;

const DISABLED = '\nPersistent history support disabled. Set the NODE_REPL_HISTORY environment\n' +
  'variable to a valid, user-writable path to enable.\n';
const NOT_KEPT = 'REPL session history will not be persisted.\n';

/** Writes a session's lines to its file, one after the other. */
class HistoryFile {
  constructor(server, file) {
    this.server = server;
    this.file = file;
    this.isFlushing = false;
    this.isStale = false;
    this.timer = undefined;
    server.on('line', () => this.later());
    server.once('exit', () => {
      if (this.timer !== undefined) this.flush();
    });
  }

  later() {
    clearTimeout(this.timer);
    this.isFlushing = true;
    this.timer = setTimeout(() => this.flush(), DELAY);
  }

  flush() {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.isFlushing = true;
    if (this.isWriting) {
      this.isStale = true;
      return;
    }
    this.isWriting = true;
    const text = this.server.history.join(EOL);
    fs.writeFile(this.file, text, { mode: MODE }, () => {
      this.isWriting = false;
      if (this.isStale) {
        this.isStale = false;
        this.flush();
        return;
      }
      if (this.timer !== undefined) return;
      this.isFlushing = false;
      this.server.emit('flushHistory');
    });
  }
}

// Says once that nothing is kept, when the first line before is asked for.
function tellWhenAsked(server) {
  const { _historyPrev } = server;
  server._historyPrev = function() {
    if (this.history.length === 0) tell(this, DISABLED);
    this._historyPrev = _historyPrev;
    return this._historyPrev();
  };
}

function tell(server, text) {
  server._writeToOutput(text);
  server._refreshLine?.();
}

/**
 * Reads the file's lines; from then on lines are kept in it.
 * @param {object} server
 * @param {{ filePath?: string, size?: number, removeHistoryDuplicates?: boolean }} config
 * @param {(error: Error | null, server: object) => void} [callback]
 */
function setUp(server, config, callback = () => {}) {
  validateFunction(callback, 'callback');
  const { size, removeHistoryDuplicates } = config;
  if (size !== undefined) {
    validateNumber(size, 'size', 0);
    server.historySize = size;
  }
  if (removeHistoryDuplicates !== undefined) {
    server.removeHistoryDuplicates = Boolean(removeHistoryDuplicates);
  }
  let file = config.filePath;
  if (typeof file === 'string') file = file.trim();
  if (file === '') {
    tellWhenAsked(server);
    return callback(null, server);
  }
  if (!file) {
    try {
      file = require('path').join(require('os').homedir(), '.node_repl_history');
    } catch {
      tell(server, `\nError: Could not get the home directory.\n${NOT_KEPT}`);
      tellWhenAsked(server);
      return callback(null, server);
    }
  }
  server.pause();
  const done = () => {
    if (server.closed) return;
    server.resume();
    callback(null, server);
  };
  fs.open(file, 'a+', MODE, (error, handle) => {
    if (error) {
      tell(server, `\nError: Could not open history file.\n${NOT_KEPT}`);
      tellWhenAsked(server);
      return done();
    }
    fs.close(handle, (closing) => {
      if (closing) return callback(closing);
      fs.readFile(file, 'utf8', (reading, text) => {
        if (reading) return callback(reading);
        if (text) server.history = text.split(/\r?\n+/).slice(0, Number(server.historySize));
        server.historyManager = new HistoryFile(server, file);
        done();
      });
    });
  });
}

module.exports = { setUp };
