'use strict';
// Engine, row "new of a JS class": 200,000 objects. No other half.
// Expect: 200000

const measure = require('./kit/measure.js');

class Point {
  constructor(x, y) {
    this.x = x;
    this.y = y;
  }
}

measure(() => {
  let sum = 0;
  for (let i = 0; i < 200000; i++) sum += new Point(i, 1).y;
  return sum;
}, { rounds: 3, operations: 200000 });
