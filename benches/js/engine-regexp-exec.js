'use strict';
// Engine, row "exec loop": the line ends of 300 KB of Latin-1. No other half.
// Expect: 997060120

const measure = require('./kit/measure.js');
const text = require('./kit/texts.js').latin();

measure(() => {
  const pattern = /\n/g;
  let found;
  let sum = 0;
  while ((found = pattern.exec(text)) !== null) sum += found.index;
  return sum;
});
