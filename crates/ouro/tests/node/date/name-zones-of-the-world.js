'use strict';
// Date#toString: the zone is called by its English name, in winter and summer. V8's texts.

const assert = require('node:assert/strict');

const names = (zone) => {
  process.env.TZ = zone;
  return [0, 6].map((month) => /\((.+)\)$/.exec(new Date(2024, month, 1).toString())[1]);
};

assert.deepEqual(names('Europe/Berlin'), ['Central European Standard Time', 'Central European Summer Time']);
assert.deepEqual(names('America/New_York'), ['Eastern Standard Time', 'Eastern Daylight Time']);
assert.deepEqual(names('Asia/Kolkata'), ['India Standard Time', 'India Standard Time']);
assert.deepEqual(names('America/Sao_Paulo'), ['Brasilia Standard Time', 'Brasilia Standard Time']);
assert.deepEqual(names('Asia/Kathmandu'), ['Nepal Time', 'Nepal Time']);
assert.deepEqual(names('Pacific/Auckland'), ['New Zealand Daylight Time', 'New Zealand Standard Time']);
assert.deepEqual(names('Etc/GMT-5'), ['GMT+05:00', 'GMT+05:00']);
assert.deepEqual(names('UTC'), ['Coordinated Universal Time', 'Coordinated Universal Time']);
