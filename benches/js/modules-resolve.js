'use strict';
// Module loading: 300 packages found through exports, main and index.js from a deep folder,
// made by benches/generate.py. No other half.
// Expect: 44850

const measure = require('./kit/measure.js');
const { createRequire } = require('module');

const from = createRequire(process.env.BENCH_FOLDER + '/packages/app/src/a/b/c/main.js');

measure(() => {
  let sum = 0;
  for (let i = 0; i < 300; i++) sum += from('package-' + i).value;
  return sum;
}, { rounds: 1, operations: 300 });
