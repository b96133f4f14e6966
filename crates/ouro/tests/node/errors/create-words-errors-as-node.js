'use strict';
// Errors of Node's own: class, name, code, message, text and stack of the commonest codes.
// Node docs: Errors. Passes unchanged under node.

const assert = require('node:assert/strict');
const { Readable } = require('node:stream');
const EventEmitter = require('node:events');

function caught(body) {
  try {
    body();
  } catch (error) {
    return error;
  }
  return assert.fail('nothing thrown');
}

const wrongType = caught(() => new EventEmitter().on('x', null));
assert.ok(wrongType instanceof TypeError);
assert.equal(wrongType.constructor, TypeError);
assert.equal(wrongType.name, 'TypeError');
assert.deepEqual(Object.keys(wrongType), ['code']);
const text = 'TypeError [ERR_INVALID_ARG_TYPE]: ' +
  'The "listener" argument must be of type function. Received null';
assert.equal(String(wrongType), text);
assert.equal(wrongType.stack.split('\n')[0], text);

assert.throws(() => EventEmitter.setMaxListeners(-1), {
  name: 'RangeError',
  code: 'ERR_OUT_OF_RANGE',
  message: 'The value of "setMaxListeners" is out of range. It must be >= 0. Received -1',
});
assert.throws(() => new Readable({ highWaterMark: 'a\n' }), {
  code: 'ERR_INVALID_ARG_VALUE',
  message: "The property 'options.highWaterMark' is invalid. Received 'a\\n'",
});
assert.throws(() => Readable.from(new (class Odd {})()), {
  code: 'ERR_INVALID_ARG_TYPE',
  message: 'The "iterable" argument must be an instance of Iterable. Received an instance of Odd',
});
