'use strict';
// JSON: 218 KB of records parsed and printed ten times. No other half.
// Expect: 217582:363979288

const measure = require('./kit/measure.js');
const { records, checksum } = require('./kit/texts.js');

const text = JSON.stringify(records());

measure(() => {
  let again = text;
  for (let i = 0; i < 10; i++) again = JSON.stringify(JSON.parse(again));
  return checksum(again);
});
