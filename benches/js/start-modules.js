'use strict';
// Start-up: 200 small modules that require each other, made by benches/generate.py.
// No other half.
// Expect: 19900

console.log(require(process.env.BENCH_FOLDER + '/modules/main.js'));
