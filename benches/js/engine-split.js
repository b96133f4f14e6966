'use strict';
// Engine, row "split": 209 KB of text cut into 20,000 lines. No other half.
// Expect: 20000line 19999

const measure = require('./kit/measure.js');
const text = require('./kit/texts.js').lines();

measure(() => {
  const lines = text.split('\n');
  return lines.length + lines[19999];
});
