'use strict';
// Start-up: one line printed. No other half.
// Expect: hi

console.log('hi');
