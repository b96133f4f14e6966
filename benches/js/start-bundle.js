'use strict';
// Start-up: a bundle of 1 MB, made by benches/generate.py. No other half.
// Expect: 1028

console.log(require(process.env.BENCH_FOLDER + '/bundle.js'));
