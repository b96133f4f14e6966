'use strict';
// URLSearchParams: 5,000 of 8 pairs parsed, read, sorted and printed. No other half.
// Expect: 193890

const measure = require('./kit/measure.js');

measure(() => {
  let sum = 0;
  for (let i = 0; i < 5000; i++) {
    const params = new URLSearchParams('z=1&y=2&x=3&w=a+b&v=%C3%A9&u=&t=' + i + '&s=8');
    sum += params.get('v').length + params.getAll('z').length;
    params.delete('u');
    params.sort();
    sum += params.toString().length;
  }
  return sum;
}, { operations: 5000 });
