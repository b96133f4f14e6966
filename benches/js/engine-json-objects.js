'use strict';
// Engine, row "stringify + parse": 100,000 objects. No other half.
// Expect: 4999950000

const measure = require('./kit/measure.js');

measure(() => {
  let sum = 0;
  for (let i = 0; i < 100000; i++) {
    sum += JSON.parse(JSON.stringify({ id: i, name: 'x', list: [1, 2] })).id;
  }
  return sum;
}, { rounds: 3, operations: 100000 });
