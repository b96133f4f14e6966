'use strict';
// Engine, row "Set: add and delete": 20,000. No other half.
// Expect: 40000

const measure = require('./kit/measure.js');

measure(() => {
  const all = new Set();
  for (let i = 0; i < 20000; i++) all.add(i);
  let sum = all.size;
  for (let i = 0; i < 20000; i++) if (all.delete(i)) sum++;
  return sum + all.size;
});
