'use strict';
// Event loop: 100,000 ticks, each set by the one before. No other half.
// Expect: 0

const measure = require('./kit/measure.js');

measure.async(() => new Promise((resolve) => {
  let left = 100000;
  const next = () => (--left > 0 ? process.nextTick(next) : resolve(left));
  process.nextTick(next);
}), { operations: 100000 });
