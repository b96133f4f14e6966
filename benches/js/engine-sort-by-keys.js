'use strict';
// Engine, row "sort with a comparator": 100,000 records by one key and then another, the entries
// of a dictionary by value, a typed array downwards. No other half.
// Expect: group 0 4210923202 38271615 group 99 4294906131 192437

const measure = require('./kit/measure.js');
const next = require('./kit/texts.js').numbers();

const list = [];
for (let i = 0; i < 100000; i++) list.push({ group: 'group ' + next() % 500, score: next() });
const pairs = list.slice(0, 20000).map((one) => ['k' + one.score, one.score]);
const entries = Object.entries(Object.fromEntries(pairs));
const scores = Float64Array.from(list, (one) => one.score);

measure(() => {
  const sorted = list.slice().sort((a, b) => {
    if (a.group !== b.group) return a.group < b.group ? -1 : 1;
    return b.score - a.score;
  });
  const named = list.slice().sort((a, b) => a.group.localeCompare(b.group) || a.score - b.score);
  const top = entries.slice().sort(([, a], [, b]) => b - a);
  const down = scores.slice().sort((a, b) => b - a);
  return sorted[0].group + ' ' + sorted[0].score + ' ' + named[0].score + ' ' + named[99999].group +
    ' ' + top[0][1] + ' ' + down[99999];
}, { rounds: 3 });
