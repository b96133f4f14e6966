'use strict';
// Engine, row "object: add and delete": 10,000 keys. No other half.
// Expect: 20000

const measure = require('./kit/measure.js');

measure(() => {
  const all = {};
  for (let i = 0; i < 10000; i++) all['key' + i] = i;
  let sum = Object.keys(all).length;
  for (let i = 0; i < 10000; i++) if (delete all['key' + i]) sum++;
  return sum + Object.keys(all).length;
}, { rounds: 3 });
