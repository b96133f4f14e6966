'use strict';
// Engine, row "sort with a comparator": 100,000 objects by a number, and 20,000 by a name. No other
// half.
// Expect: 98753 95953 4294949870 name 0 name 9999

const measure = require('./kit/measure.js');
const next = require('./kit/texts.js').numbers();

const list = [];
for (let i = 0; i < 100000; i++) list.push({ key: next(), name: 'name ' + (i * 7919) % 20000 });
const some = list.slice(0, 20000);

measure(() => {
  const sorted = list.slice().sort((one, two) => one.key - two.key);
  const named = some.slice().sort((one, two) => one.name.localeCompare(two.name));
  return list.indexOf(sorted[50000]) + ' ' + sorted[0].key + ' ' + sorted[99999].key + ' ' +
    named[0].name + ' ' + named[19999].name;
}, { rounds: 3 });
