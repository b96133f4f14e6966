'use strict';
// Event loop: 50,000 immediates, each set by the one before. No other half.
// Expect: 0

const measure = require('./kit/measure.js');

measure.async(() => new Promise((resolve) => {
  let left = 50000;
  const next = () => (--left > 0 ? setImmediate(next) : resolve(left));
  setImmediate(next);
}), { operations: 50000 });
