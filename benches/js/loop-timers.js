'use strict';
// Event loop: 20,000 timers of 1 ms that are cleared, 20,000 that run. No other half.
// Expect: 20000

const measure = require('./kit/measure.js');

measure.async(() => new Promise((resolve) => {
  let ran = 0;
  const count = () => {
    if (++ran === 20000) resolve(ran);
  };
  const cleared = [];
  for (let i = 0; i < 20000; i++) cleared.push(setTimeout(count, 1));
  for (let i = 0; i < 20000; i++) clearTimeout(cleared[i]);
  for (let i = 0; i < 20000; i++) setTimeout(count, 1);
}), { operations: 40000 });
