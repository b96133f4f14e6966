'use strict';
// Buffer: 30,000 small Buffers made, joined, cut, compared and searched. No other half.
// Expect: 591890

const measure = require('./kit/measure.js');

measure(() => {
  let sum = 0;
  const colon = Buffer.from(': ');
  for (let i = 0; i < 30000; i++) {
    const line = Buffer.concat([Buffer.from('header-' + i), colon, Buffer.from('value')]);
    const at = line.indexOf(colon);
    sum += at + line.subarray(at).length + Buffer.compare(line, colon);
    if (line.toString('latin1', 0, at).endsWith('7')) sum++;
  }
  return sum;
}, { operations: 30000 });
