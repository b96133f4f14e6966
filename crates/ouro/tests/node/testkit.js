'use strict';
// What the tests of rooms share. Works under node and ouro alike; needs only assert, fs, os, path.

const assert = require('assert');

const pending = new Set();

process.on('exit', (code) => {
  if (code !== 0) return;
  for (const { name, expected, actual, stack } of pending) {
    console.error(`${name}: called ${actual} times, expected ${expected}\n${stack}`);
    process.exitCode = 1;
  }
});

/**
 * Wraps a function that must be called `times` times before the program ends.
 * @param {Function} [callback]
 * @param {number} [times]
 */
function mustCall(callback = () => {}, times = 1) {
  const call = {
    name: callback.name || '<anonymous>',
    expected: times,
    actual: 0,
    stack: new Error('registered here').stack,
  };
  pending.add(call);
  return function (...args) {
    call.actual++;
    if (call.actual === call.expected) pending.delete(call);
    else pending.add(call);
    return callback.apply(this, args);
  };
}

/** A function that must not be called. */
function mustNotCall(why = 'must not be called') {
  return (...args) => assert.fail(`${why}: ${args.map(String).join(', ')}`);
}

/** A callback (or a `catch`) that must be called once with an error having these properties. */
function mustFail(properties) {
  return mustCall((error) => {
    assert.ok(error instanceof Error, `expected an error, got ${error}`);
    for (const key of Object.keys(properties)) assert.strictEqual(error[key], properties[key], key);
  });
}

/** A callback that must be called once, without an error; its other arguments are passed on. */
function mustSucceed(callback = () => {}) {
  return mustCall((error, ...args) => {
    assert.ifError(error);
    return callback(...args);
  });
}

/** A fresh empty folder, removed when the program ends. */
function temporaryFolder() {
  const fs = require('fs');
  const folder = fs.mkdtempSync(require('path').join(require('os').tmpdir(), 'ouro-test-'));
  process.on('exit', () => fs.rmSync(folder, { recursive: true, force: true }));
  return folder;
}

module.exports = { mustCall, mustFail, mustNotCall, mustSucceed, temporaryFolder };
