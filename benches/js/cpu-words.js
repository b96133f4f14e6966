'use strict';
// CPU: words counted in a Map, sorted, filtered and mapped. No other half.
// Expect: 209 5 6067

const measure = require('./kit/measure.js');
const { latin } = require('./kit/texts.js');

const text = latin();

measure(() => {
  const counts = new Map();
  for (const word of text.split(/\s+/)) counts.set(word, (counts.get(word) ?? 0) + 1);
  const sorted = [...counts].sort(([, one], [, two]) => two - one);
  const long = sorted.filter(([word]) => word.length > 4).map(([word, n]) => word + n);
  return sorted.length + ' ' + long.length + ' ' + sorted[0][1];
});
