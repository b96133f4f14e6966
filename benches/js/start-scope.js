'use strict';
// Start-up: one scope of 8,000 functions, 2.6 MB, made by benches/generate.py. No other half.
// Expect: 7999

console.log(require(process.env.BENCH_FOLDER + '/scope.js'));
