'use strict';
// The commands of a session: lines that begin with a dot. No Rust half.
// Node docs: REPL, Commands and special keys.

const { enterEditor, kLoading, leaveEditor } = require('internal/repl/server');

const NO_FILE = 'The "file" argument must be specified\n';

function save(server, file) {
  const { writeFileSync } = require('fs');
  try {
    if (file === '') {
      server.output.write(NO_FILE);
    } else {
      writeFileSync(file, server.lines.join('\n'));
      server.output.write(`Session saved to: ${file}\n`);
    }
  } catch {
    server.output.write(`Failed to save: ${file}\n`);
  }
  server.displayPrompt();
}

function load(server, file) {
  const { readFileSync, statSync } = require('fs');
  if (file === '') {
    server.output.write(NO_FILE);
    server.displayPrompt();
    return;
  }
  try {
    if (!statSync(file).isFile()) {
      server.output.write(`Failed to load: ${file} is not a valid file\n`);
      server.displayPrompt();
      return;
    }
    const text = readFileSync(file, 'utf8');
    enterEditor(server);
    server[kLoading] = true;
    server.write(text);
  } catch {
    server.output.write(`Failed to load: ${file}\n`);
    server.displayPrompt();
    return;
  } finally {
    server[kLoading] = false;
  }
  leaveEditor(server);
  server.write('\n');
}

function help(server) {
  const names = Object.keys(server.commands).sort();
  const width = names.reduce((most, name) => Math.max(most, name.length), 0);
  for (const name of names) {
    const { help: text } = server.commands[name];
    const line = `.${name}${text ? ' '.repeat(width - name.length + 3) + text : ''}\n`;
    server.output.write(line);
  }
  server.output.write(
    '\nPress Ctrl+C to abort current expression, Ctrl+D to exit the REPL\n');
  server.displayPrompt();
}

/** Gives a session its commands. */
function define(server) {
  server.defineCommand('break', {
    help: 'Sometimes you get stuck, this gets you out',
    action() {
      this.clearBufferedCommand();
      this.displayPrompt();
    },
  });
  server.defineCommand('clear', {
    help: server.useGlobal ? 'Alias for .break' : 'Break, and also clear the local context',
    action() {
      this.clearBufferedCommand();
      if (!this.useGlobal) {
        this.output.write('Clearing context...\n');
        this.resetContext();
      }
      this.displayPrompt();
    },
  });
  server.defineCommand('exit', {
    help: 'Exit the REPL',
    action() {
      this.close();
    },
  });
  server.defineCommand('help', {
    help: 'Print this help message',
    action() {
      help(this);
    },
  });
  server.defineCommand('save', {
    help: 'Save all evaluated commands in this REPL session to a file',
    action(file) {
      save(this, file);
    },
  });
  server.defineCommand('load', {
    help: 'Load JS from a file into the REPL session',
    action(file) {
      load(this, file);
    },
  });
  if (!server.terminal) return;
  server.defineCommand('editor', {
    help: 'Enter editor mode',
    action() {
      enterEditor(this);
      this.output.write('// Entering editor mode (Ctrl+D to finish, Ctrl+C to cancel)\n');
    },
  });
}

module.exports = { define };
