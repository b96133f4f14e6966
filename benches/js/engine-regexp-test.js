'use strict';
// Engine, row "regex.test simple": 100,000 times. No other half.
// Expect: 100000

const measure = require('./kit/measure.js');

const pattern = /^[a-z]+\d$/;

measure(() => {
  let found = 0;
  for (let i = 0; i < 100000; i++) if (pattern.test('hello9')) found++;
  return found;
}, { operations: 100000 });
