'use strict';
// path: 30,000 times join, resolve, relative, dirname, basename, parse. No other half.
// Expect: 2175560

const measure = require('./kit/measure.js');
const path = require('path').posix;

measure(() => {
  let sum = 0;
  for (let i = 0; i < 30000; i++) {
    const joined = path.join('/srv', 'a' + (i & 15), '..', './b', 'file.' + i + '.txt');
    sum += joined.length + path.dirname(joined).length + path.basename(joined, '.txt').length;
    sum += path.relative('/srv/x', joined).length + path.resolve(joined, '../c').length;
    sum += path.parse(joined).name.length;
  }
  return sum;
}, { operations: 30000 });
