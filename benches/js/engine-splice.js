'use strict';
// Engine, row "unshift": elements taken from and put into the middle of 50,000. No other half.
// Expect: 50000 1999 0

const measure = require('./kit/measure.js');

measure(() => {
  const list = [];
  for (let i = 0; i < 50000; i++) list.push(i);
  for (let i = 0; i < 2000; i++) {
    list.splice(i, 1);
    list.splice(0, 0, i);
  }
  list.reverse();
  return list.length + ' ' + list[49999] + ' ' + list.indexOf(49999);
}, { rounds: 3 });
