'use strict';
// error.stack: its first line is what the error says when the stack is first read, and stays.

const assert = require('assert');

const first = (error) => error.stack.split('\n')[0];

class Custom extends Error {
  constructor(message) {
    super(message);
    this.name = 'Custom';
  }
}

assert.strictEqual(first(new Custom('why')), 'Custom: why');
assert.strictEqual(first(new TypeError()), 'TypeError');
const changed = new Error('before');
assert.strictEqual(first(changed), 'Error: before');
changed.message = 'after';
assert.strictEqual(first(changed), 'Error: before');
changed.stack = 'mine';
assert.strictEqual(changed.stack, 'mine');
assert.ok(!Object.keys(changed).includes('stack'));
