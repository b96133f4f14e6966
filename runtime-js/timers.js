'use strict';
// node:timers: the JavaScript half of crates/ouro-node/src/timers.rs. Node docs: Timers.

const {
  setTimeout, clearTimeout, setImmediate, clearImmediate, setInterval, clearInterval,
} = internalBinding('timers');

const promises = {
  configurable: true,
  enumerable: true,
  get: () => require('timers/promises'),
};

// util.promisify(setTimeout) is the one of timers/promises.
for (const timer of [setTimeout, setImmediate]) {
  Object.defineProperty(timer, Symbol.for('nodejs.util.promisify.custom'), {
    enumerable: true,
    get: () => require('timers/promises')[timer.name],
  });
}

module.exports = {
  setTimeout, clearTimeout, setImmediate, clearImmediate, setInterval, clearInterval,
};
Object.defineProperty(module.exports, 'promises', promises);
