'use strict';
// Engine, row "unshift": 10,000. No other half.
// Expect: 19999

const measure = require('./kit/measure.js');

measure(() => {
  const list = [];
  for (let i = 0; i < 10000; i++) list.unshift(i);
  return list.length + list[0];
}, { rounds: 3 });
