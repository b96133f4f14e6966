'use strict';
// process.env.TZ: local dates follow it from the moment it is set.

const assert = require('assert');

const winter = new Date('2024-01-15T12:00:00Z');
const summer = new Date('2024-07-15T12:00:00Z');
process.env.TZ = 'America/New_York';
assert.deepStrictEqual([winter.getHours(), summer.getHours()], [7, 8]);
process.env.TZ = 'Europe/Amsterdam';
assert.deepStrictEqual([winter.getHours(), summer.getHours()], [13, 14]);
process.env.TZ = 'UTC';
assert.strictEqual(summer.getTimezoneOffset(), 0);
