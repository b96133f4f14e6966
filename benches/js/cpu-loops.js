'use strict';
// CPU: a matrix product in plain arrays and a sieve in a typed array. No other half.
// Expect: 53953 9592

const measure = require('./kit/measure.js');

measure(() => {
  const size = 60;
  const a = [];
  const b = [];
  for (let i = 0; i < size * size; i++) {
    a.push(i % 7);
    b.push(i % 11);
  }
  let trace = 0;
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      let sum = 0;
      for (let i = 0; i < size; i++) sum += a[row * size + i] * b[i * size + column];
      if (row === column) trace += sum;
    }
  }
  const composite = new Uint8Array(100000);
  let primes = 0;
  for (let i = 2; i < composite.length; i++) {
    if (composite[i]) continue;
    primes++;
    for (let j = i * 2; j < composite.length; j += i) composite[j] = 1;
  }
  return trace + ' ' + primes;
});
