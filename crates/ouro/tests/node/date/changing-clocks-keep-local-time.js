'use strict';
// Round the changes of the clocks, local time is what was asked for: by the constructor, setters,
// texts without a zone, and in toString.

const assert = require('assert');
const { execFileSync } = require('child_process');

function told(zone, text) {
  const env = { ...process.env, TZ: zone };
  return execFileSync(process.execPath, ['-p', text], { encoding: 'utf8', env }).trim();
}

// Clocks go from 2 to 3 on 10 March 2024, and from 2 to 1 on 3 November.
const york = (text) => told('America/New_York', text);
assert.strictEqual(york('new Date(2024, 2, 10, 4, 30).toISOString()'), '2024-03-10T08:30:00.000Z');
assert.strictEqual(york('new Date(2024, 2, 10, 2, 30).toISOString()'), '2024-03-10T07:30:00.000Z');
assert.strictEqual(york('new Date(2024, 10, 3, 1, 30).toISOString()'), '2024-11-03T05:30:00.000Z');
assert.strictEqual(york('new Date("2024-03-10T04:30").toISOString()'), '2024-03-10T08:30:00.000Z');
assert.strictEqual(york('new Date("3/10/2024 04:30").toISOString()'), '2024-03-10T08:30:00.000Z');
assert.strictEqual(
  york('const d = new Date(2024, 2, 10, 3, 0); d.setMinutes(90); d.toISOString()'),
  '2024-03-10T08:30:00.000Z');
assert.strictEqual(
  york('const d = new Date(NaN); d.setHours(1) + "," + d.setFullYear(2020)'), 'NaN,1577854800000');
assert.strictEqual(
  york('String(new Date(1710054030005))'),
  'Sun Mar 10 2024 03:00:30 GMT-0400 (Eastern Daylight Time)');
// Setters of local time are not made of those of UTC that a script may change.
assert.strictEqual(
  york('Date.prototype.setUTCHours = Date.prototype.setTime = null; new Date(0).setHours(0)'),
  '-68400000');
assert.strictEqual(york('new Date(1850, 0).getTimezoneOffset()'), '296');
assert.strictEqual(
  told('Europe/London', 'String(new Date(0))'),
  'Thu Jan 01 1970 01:00:00 GMT+0100 (Greenwich Mean Time)');
// What begins as the standard's format must end so.
assert.strictEqual(york('Date.parse("2024-03-10T04:5")'), 'NaN');
