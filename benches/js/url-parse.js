'use strict';
// URL: 20,000 parsed, changed and printed. No other half.
// Expect: 1626670

const measure = require('./kit/measure.js');

measure(() => {
  let sum = 0;
  for (let i = 0; i < 20000; i++) {
    const url = new URL('../b/' + i + '?q=1&r=two#part', 'https://user@example.com:8443/a/c/d');
    url.searchParams.append('n', String(i));
    url.hash = '';
    sum += url.href.length + url.pathname.length + url.host.length;
  }
  return sum;
}, { operations: 20000 });
