'use strict';
// util.stripVTControlCharacters: sequences end where their grammar does, not later.
// Node docs: util.stripVTControlCharacters.

const assert = require('assert');
const { stripVTControlCharacters: strip } = require('util');

assert.strictEqual(strip('\x1b[31mred\x1b[39m'), 'red');
assert.strictEqual(strip('\x1b]8;;http://a\x07link\x1b]8;;\x07'), 'link');
assert.strictEqual(strip('\x1b]8;;'), ';;');
assert.strictEqual(strip('\x1b[8;;'), ';;');
assert.strictEqual(strip('\x1b[3;5m|\x1b[3;5|\x1b[3;|'), '||;|');
assert.strictEqual(strip('\x1b7a\x1b8'), 'a');
assert.strictEqual(strip('\x9b1mx\x1b['), 'x\x1b[');
