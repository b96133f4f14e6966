'use strict';
// Buffer: 200,000 numbers written and read in four widths. No other half.
// Expect: 3191634784

const measure = require('./kit/measure.js');

const bytes = Buffer.alloc(8 * 1024);

measure(() => {
  let sum = 0;
  for (let i = 0; i < 50000; i++) {
    const at = (i * 8) & 8191;
    bytes.writeUInt32LE(i, at);
    sum += bytes.readUInt32LE(at);
    bytes.writeInt16BE(i & 0x7fff, at);
    sum += bytes.readInt16BE(at);
    bytes.writeUInt8(i & 255, at);
    sum += bytes.readUInt8(at);
    bytes.writeDoubleLE(i, at);
    sum += bytes.readDoubleLE(at);
  }
  return sum;
}, { operations: 400000 });
