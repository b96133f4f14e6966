'use strict';
// Event loop: 100,000 microtasks, each queued by the one before. No other half.
// Expect: 0

const measure = require('./kit/measure.js');

measure.async(() => new Promise((resolve) => {
  let left = 100000;
  const next = () => (--left > 0 ? queueMicrotask(next) : resolve(left));
  queueMicrotask(next);
}), { operations: 100000 });
