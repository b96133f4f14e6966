'use strict';
// Engine, row "JSON.parse": 218 KB. No other half.
// Expect: 1580name of record 1579

const measure = require('./kit/measure.js');
const text = JSON.stringify(require('./kit/texts.js').records());

measure(() => {
  const list = JSON.parse(text);
  return list.length + list[1579].name;
});
