'use strict';
// util: 300 records inspected and 20,000 lines formatted. No other half.
// Expect: 368890 52001:357384414

const measure = require('./kit/measure.js');
const { records, checksum } = require('./kit/texts.js');
const util = require('util');

const list = records().slice(0, 300);

measure(() => {
  let length = 0;
  for (let i = 0; i < 20000; i++) length += util.format('%s is %d of %j', 'it', i, true).length;
  const text = util.inspect(list, { maxArrayLength: null, depth: 5 });
  return length + ' ' + checksum(text);
});
