'use strict';
// Buffer: 1 MB to text and back in hex, base64, utf8 and latin1. No other half.
// Expect: 4543832 1398104:4253784772

const measure = require('./kit/measure.js');
const { numbers, checksum } = require('./kit/texts.js');

const next = numbers();
const bytes = Buffer.alloc(1 << 20);
for (let i = 0; i < bytes.length; i += 4) bytes.writeUInt32LE(next(), i);
const ascii = Buffer.from(bytes.toString('base64'));

measure(() => {
  let sum = 0;
  for (const encoding of ['hex', 'base64', 'latin1']) {
    sum += Buffer.from(bytes.toString(encoding), encoding).length;
  }
  const text = ascii.toString('utf8');
  sum += Buffer.from(text, 'utf8').length;
  return sum + ' ' + checksum(text);
});
