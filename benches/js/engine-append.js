'use strict';
// Engine, row "s += 'ab'": 300,000 times. No other half.
// Expect: 600000:4275809845

const measure = require('./kit/measure.js');
const { checksum } = require('./kit/texts.js');

measure(() => {
  let text = '';
  for (let i = 0; i < 300000; i++) text += 'ab';
  return checksum(text);
}, { rounds: 1, operations: 300000 });
