'use strict';
// stream: 20,000 objects from an iterable, read with for await. No other half.
// Expect: 199990000

const measure = require('./kit/measure.js');
const { Readable } = require('stream');

measure.async(async () => {
  const source = function* () {
    for (let i = 0; i < 20000; i++) yield { i };
  };
  let sum = 0;
  for await (const { i } of Readable.from(source())) sum += i;
  return sum;
}, { rounds: 3, operations: 20000 });
