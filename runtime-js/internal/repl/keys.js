'use strict';
// The keys of a session at a terminal: `.editor`, previews and the search through history in front
// of node:readline's keys. No Rust half. Node docs: REPL, Commands and special keys.

const { kWaiting, leaveEditor } = require('internal/repl/server');

// In `.editor`, keys mean what they mean to readline but for these.
function inEditor(server, write, text, key) {
  if (key.ctrl && !key.shift) {
    if (key.name === 'd') {
      leaveEditor(server);
      server.endsHere = true;
      write(text, { name: 'return' });
    } else if (key.name !== 'n' && key.name !== 'p') {
      write(text, key);
    }
    return;
  }
  if (key.name === 'up' || key.name === 'down') return;
  write(text, key);
}

/** Puts a session's keys in front of readline's. */
function attach(server, { preview }) {
  const isDumb = process.env.TERM === 'dumb';
  const { search } = isDumb ? { search: () => false } :
    require('internal/repl/search').setUp(server);
  const { hide, show } = preview && !isDumb ?
    require('internal/repl/preview').setUp(server) : { hide() {}, show() {} };
  const proto = server._ttyWrite;
  const write = (text, key) => Reflect.apply(proto, server, [text, key]);
  server._ttyWrite = (text, key) => {
    key ??= {};
    if (server[kWaiting] !== undefined &&
        !(server.breakEvalOnSigint && key.ctrl && key.name === 'c')) {
      server[kWaiting].push(() => server._ttyWrite(text, key));
      return;
    }
    if (server.editorMode) {
      inEditor(server, write, text, key);
      return;
    }
    if (key.ctrl && key.name === 'd' && server.cursor === 0 && server.line.length === 0) {
      server.clearLine();
    }
    hide(key);
    if (search(text, key)) return;
    write(text, key);
    show();
  };
}

module.exports = { attach };
