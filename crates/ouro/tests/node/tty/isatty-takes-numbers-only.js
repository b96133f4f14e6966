'use strict';
// tty: isatty is false for what is no descriptor; streams refuse what is no terminal.
// Node docs: tty.isatty.

const assert = require('node:assert/strict');
const fs = require('node:fs');
const tty = require('node:tty');

assert.equal(tty.isatty('1'), false);
assert.equal(tty.isatty(-1), false);
assert.equal(tty.isatty(1e9), false);
const fd = fs.openSync(__filename);
assert.equal(tty.isatty(fd), false);
assert.throws(() => new tty.WriteStream(fd), { code: 'ERR_TTY_INIT_FAILED' });
assert.throws(() => new tty.ReadStream(-1), { code: 'ERR_INVALID_FD' });
