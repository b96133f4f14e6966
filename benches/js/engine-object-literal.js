'use strict';
// Engine, row "object literal": 200,000 objects. No other half.
// Expect: 600000

const measure = require('./kit/measure.js');

measure(() => {
  let sum = 0;
  for (let i = 0; i < 200000; i++) {
    const object = { a: i, b: 1, c: 2 };
    sum += object.b + object.c;
  }
  return sum;
}, { rounds: 3, operations: 200000 });
