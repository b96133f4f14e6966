'use strict';
// process: an EventEmitter through a prototype of its own.

const assert = require('assert');
const { EventEmitter } = require('events');

assert.ok(process instanceof EventEmitter);
assert.ok(process instanceof process.constructor);
assert.strictEqual(Object.getPrototypeOf(process).constructor.name, 'process');
assert.strictEqual(Object.prototype.toString.call(process), '[object process]');
assert.strictEqual(process.version, `v${process.versions.node}`);
assert.strictEqual(process.release.name, 'node');
assert.strictEqual(require('process'), process);
