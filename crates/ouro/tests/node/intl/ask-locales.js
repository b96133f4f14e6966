'use strict';
// Intl.Locale: week, hour cycles, calendars, direction, first day of the week; canonical tags; lists of
// values. ECMA-402 §8.3, §15.3. Passes unchanged under node.

const assert = require('node:assert/strict');

const locale = (tag, options) => new Intl.Locale(tag, options);

assert.deepEqual(locale('en-US').getWeekInfo(), { firstDay: 7, weekend: [6, 7] });
assert.deepEqual(locale('fa-IR').getWeekInfo(), { firstDay: 6, weekend: [5] });
assert.equal(locale('en', { firstDayOfWeek: 'mon' }).toString(), 'en-u-fw-mon');
assert.equal(locale('en', { firstDayOfWeek: 1 }).getWeekInfo().firstDay, 1);
assert.equal(locale('en-u-fw-fri').firstDayOfWeek, 'fri');
assert.deepEqual(locale('en-US').getHourCycles(), ['h12']);
assert.deepEqual(locale('de').getHourCycles(), ['h23']);
assert.deepEqual(locale('th').getCalendars(), ['buddhist', 'gregory']);
assert.deepEqual(locale('de').getCollations(), ['emoji', 'eor', 'phonebk']);
assert.deepEqual(locale('ar-EG').getNumberingSystems(), ['arab']);
assert.deepEqual(locale('de-DE').getTimeZones(), ['Europe/Berlin', 'Europe/Busingen']);
assert.equal(locale('de').getTimeZones(), undefined);
assert.deepEqual(locale('he').getTextInfo(), { direction: 'rtl' });
assert.deepEqual(Intl.getCanonicalLocales(['EN-us', 'iw', 'en-u-ca-islamicc']), ['en-US', 'he', 'en-u-ca-islamic-civil']);
assert.ok(Intl.supportedValuesOf('currency').includes('EUR'));
assert.ok(Intl.supportedValuesOf('timeZone').includes('Europe/Berlin'));
assert.equal(Intl.supportedValuesOf('unit').length, 45);
assert.throws(() => Intl.supportedValuesOf('colour'), { name: 'RangeError', message: 'Invalid key : colour' });
