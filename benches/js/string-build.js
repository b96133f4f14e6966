'use strict';
// Strings: a page of HTML built from 5,000 rows by templates, += and join. No other half.
// Expect: 329535:3934876825

const measure = require('./kit/measure.js');
const { checksum } = require('./kit/texts.js');

measure(() => {
  let page = '<table>';
  const cells = [];
  for (let i = 0; i < 5000; i++) {
    page += `<tr class="row-${i % 2}"><td>${i}</td>`;
    page += '<td>' + 'name'.padEnd(10) + '</td></tr>\n';
    cells.push('cell ' + i.toString(16).toUpperCase());
  }
  return checksum(page + cells.join(', ') + '</table>');
});
