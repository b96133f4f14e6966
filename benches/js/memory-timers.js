'use strict';
// Memory: 100,000 timers waiting at once. compare.py reports the peak. No other half.
// Expect: 100000

const timers = [];
for (let i = 0; i < 100000; i++) timers.push(setTimeout(() => {}, 60000 + i));
setImmediate(() => {
  for (let i = 0; i < timers.length; i++) clearTimeout(timers[i]);
  console.log(timers.length);
});
