'use strict';
// Engine, row "20,000 distinct 2 KB texts": what parsing them leaves behind, as `kept` MB.
// No other half.
// Expect: 500000

const filler = 'x'.repeat(60);

const parseAll = (from, to) => {
  let sum = 0;
  for (let i = from; i < to; i++) {
    const parts = [];
    for (let j = 0; j < 25; j++) parts.push('"key' + i + '_' + j + '":"' + filler + i + '"');
    sum += Object.keys(JSON.parse('{' + parts.join(',') + '}')).length;
  }
  return sum;
};

const start = performance.now();
parseAll(0, 2000);
const before = process.memoryUsage().rss;
const check = parseAll(2000, 22000);
const kept = Math.max(0, (process.memoryUsage().rss - before) / 1e6);
console.log(JSON.stringify({ check, ms: performance.now() - start, kept }));
