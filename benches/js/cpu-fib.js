'use strict';
// CPU: calls of a small recursive function. No other half.
// Expect: 46368

const measure = require('./kit/measure.js');

const fib = (n) => (n < 2 ? n : fib(n - 1) + fib(n - 2));

measure(() => fib(24), { operations: 75025 });
