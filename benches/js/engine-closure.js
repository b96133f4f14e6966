'use strict';
// Engine, row "closure creation": 200,000 closures. No other half.
// Expect: 20000100000

const measure = require('./kit/measure.js');

const adder = (one) => (two) => one + two;

measure(() => {
  let sum = 0;
  for (let i = 0; i < 200000; i++) sum += adder(i)(1);
  return sum;
}, { rounds: 3, operations: 200000 });
