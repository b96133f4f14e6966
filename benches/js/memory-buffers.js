'use strict';
// Memory: 20,000 Buffers of 64 KiB dropped. compare.py reports the peak. No other half.
// Expect: 2546416

let sum = 0;
for (let i = 0; i < 20000; i++) {
  const buffer = Buffer.alloc(65536, i & 255);
  sum += buffer[65535];
}
console.log(sum);
