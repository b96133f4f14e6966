'use strict';
// Engine, row "the same literal in a loop": 100,000 times. No other half.
// Expect: 100000

const measure = require('./kit/measure.js');

measure(() => {
  let found = 0;
  for (let i = 0; i < 100000; i++) if (/^[a-z]+\d$/.test('hello9')) found++;
  return found;
}, { rounds: 3, operations: 100000 });
