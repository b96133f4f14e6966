'use strict';
// Engine, row "await in a loop": 100,000 times. No other half.
// Expect: 4999950000

const measure = require('./kit/measure.js');

measure.async(async () => {
  let sum = 0;
  for (let i = 0; i < 100000; i++) sum += await i;
  return sum;
}, { rounds: 3, operations: 100000 });
