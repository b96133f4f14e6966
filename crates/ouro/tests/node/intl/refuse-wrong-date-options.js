'use strict';
// Intl.DateTimeFormat: options that are none, that exclude one another, and receivers of other kinds.
// ECMA-402 §11.1.2; the messages are V8's.

const assert = require('node:assert/strict');

const make = (options) => () => new Intl.DateTimeFormat('en', options);
const out = (name) => `Value x out of range for Intl.DateTimeFormat options property ${name}`;
for (const name of ['localeMatcher', 'hourCycle', 'weekday', 'month', 'hour', 'timeZoneName', 'formatMatcher', 'dateStyle']) {
  assert.throws(make({ [name]: 'x' }), { name: 'RangeError', message: out(name) });
}
assert.throws(make({ fractionalSecondDigits: 4 }), { message: 'fractionalSecondDigits value is out of range.' });
assert.throws(make({ calendar: '!' }), { name: 'RangeError', message: 'Invalid calendar : !' });
assert.throws(make({ numberingSystem: 'x' }), { message: 'Invalid numberingSystem : x' });
assert.throws(make({ dateStyle: 'full', year: 'numeric' }), TypeError);
assert.throws(make(null), TypeError);
assert.throws(() => new Intl.DateTimeFormat('e'), { message: 'Invalid language tag: e' });
assert.throws(() => new Date().toLocaleDateString('en', { timeStyle: 'short' }), {
  name: 'TypeError',
  message: 'Invalid option : timeStyle',
});
assert.throws(() => new Date().toLocaleTimeString('en', { dateStyle: 'short' }), TypeError);
const format = new Intl.DateTimeFormat('en');
assert.throws(() => format.format(NaN), { name: 'RangeError', message: 'Invalid time value' });
assert.throws(() => format.format(8.64e15 + 1), RangeError);
assert.throws(() => Intl.DateTimeFormat.prototype.formatToParts.call({}), {
  name: 'TypeError',
  message: 'Method Intl.DateTimeFormat.prototype.formatToParts called on incompatible receiver #<Object>',
});
assert.equal(new Date(NaN).toLocaleString('en'), 'Invalid Date');
assert.equal(format.format, format.format);
assert.equal(Intl.DateTimeFormat.name + Intl.DateTimeFormat.length, 'DateTimeFormat0');
assert.equal(Object.prototype.toString.call(format), '[object Intl.DateTimeFormat]');
