'use strict';
// Engine, row "3,000 × 1 MB Uint8Array dropped": compare.py reports the peak. No other half.
// Expect: 3145731000

let sum = 0;
for (let i = 0; i < 3000; i++) {
  const bytes = new Uint8Array(1 << 20);
  bytes[i] = 1;
  sum += bytes[i] + bytes.length;
}
console.log(sum);
