'use strict';
// Engine, row "sort of 100,000 numbers with a comparator". No other half.
// Expect: 95953 2148219041 4294949870

const measure = require('./kit/measure.js');
const next = require('./kit/texts.js').numbers();

const list = [];
for (let i = 0; i < 100000; i++) list.push(next());

measure(() => {
  const sorted = list.slice().sort((one, two) => one - two);
  return sorted[0] + ' ' + sorted[50000] + ' ' + sorted[99999];
}, { rounds: 3 });
