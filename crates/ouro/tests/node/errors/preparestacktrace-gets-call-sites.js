'use strict';
// Error.prepareStackTrace: called when the stack is first read, with one call site a frame.

const assert = require('assert');

let called = 0;
Error.prepareStackTrace = (error, sites) => {
  called++;
  return [error, sites];
};

class Box {
  open() {
    return new Error('box');
  }
}

const error = new Box().open();
assert.strictEqual(called, 0);
const [given, sites] = error.stack;
assert.strictEqual(error.stack[1], sites);
Error.prepareStackTrace = undefined;
assert.strictEqual(called, 1);
assert.strictEqual(given, error);

const site = sites[0];
assert.strictEqual(site.getFileName(), __filename);
assert.strictEqual(site.getLineNumber(), 14);
assert.strictEqual(site.getColumnNumber(), 12);
assert.strictEqual(site.getFunctionName(), 'open');
assert.strictEqual(site.getTypeName(), 'Box');
assert.strictEqual(site.isConstructor(), false);
assert.strictEqual(site.isNative(), false);
assert.strictEqual(site.isEval(), false);
assert.strictEqual(site.isToplevel(), false);
assert.strictEqual(String(site), `Box.open (${__filename}:14:12)`);
