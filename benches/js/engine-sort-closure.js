'use strict';
// Engine, row "sort with a comparator": 100,000 numbers, by one that looks at a variable. No other
// half.
// Expect: 4294949870 2148219041 95953

const measure = require('./kit/measure.js');
const next = require('./kit/texts.js').numbers();

const list = [];
for (let i = 0; i < 100000; i++) list.push(next());
let direction = -1;

measure(() => {
  const sorted = list.slice().sort((one, two) => (one - two) * direction);
  return sorted[0] + ' ' + sorted[49999] + ' ' + sorted[99999];
}, { rounds: 3 });
