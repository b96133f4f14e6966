'use strict';
// Intl.DateTimeFormat: every day of a leap year is of the month that it is of. ECMA-402.
// Passes unchanged under node.

const assert = require('node:assert/strict');

const format = new Intl.DateTimeFormat('en-US', { month: 'long', day: 'numeric', timeZone: 'UTC' });
for (const [year, days] of [[2024, 366], [2023, 365], [-4, 366]]) {
  const first = new Date(0);
  first.setUTCFullYear(year, 0, 1);
  for (let day = 0; day < days; day++) {
    const date = new Date(first.getTime() + day * 86_400_000);
    const month = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August',
                   'September', 'October', 'November', 'December'][date.getUTCMonth()];
    assert.equal(format.format(date), `${month} ${date.getUTCDate()}`);
  }
}
