'use strict';
// Engine, row "sticky-flag lexer": 300 KB. No other half.
// Expect: 118271

const measure = require('./kit/measure.js');
const text = require('./kit/texts.js').latin();

measure(() => {
  const pattern = /\s+|[a-z\u00e9]+\d?|\d+/y;
  let tokens = 0;
  while (pattern.lastIndex < text.length && pattern.exec(text) !== null) tokens++;
  return tokens;
});
