'use strict';
// tty: how many colours there are is told by the environment.
// Node docs: writeStream.getColorDepth, writeStream.hasColors.

const assert = require('node:assert/strict');
const { WriteStream } = require('node:tty');

const depth = (env) => WriteStream.prototype.getColorDepth.call({}, env);
assert.equal(depth({ TERM: 'xterm-256color' }), 8);
assert.equal(depth({ TERM: 'xterm' }), 4);
assert.equal(depth({ TERM: 'dumb' }), 1);
assert.equal(depth({ COLORTERM: 'truecolor' }), 24);
assert.equal(depth({ NO_COLOR: '1', TERM: 'xterm' }), 1);
assert.equal(depth({ FORCE_COLOR: '3' }), 24);
assert.equal(depth({ CI: '1', GITHUB_ACTIONS: '1' }), 24);
assert.equal(depth({ TMUX: '1' }), 24);
assert.equal(depth({}), 1);
