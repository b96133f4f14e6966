'use strict';
// Intl.DateTimeFormat: the order, signs and names of a language, and components as long as asked.
// ECMA-402 §11.

const assert = require('node:assert/strict');

const date = new Date(Date.UTC(2024, 0, 5, 13, 4, 7, 89));
const shown = (locale, options) =>
  new Intl.DateTimeFormat(locale, { timeZone: 'UTC', ...options }).format(date);

assert.equal(shown('en-US'), '1/5/2024');
assert.equal(shown('en-GB'), '05/01/2024');
assert.equal(shown('de'), '5.1.2024');
assert.equal(shown('ko'), '2024. 1. 5.');
assert.equal(shown('th'), '5/1/2567');
assert.equal(shown('ar-EG'), '٥\u200f/١\u200f/٢٠٢٤');
const long = { weekday: 'long', year: 'numeric', month: 'long', day: 'numeric' };
assert.equal(shown('en-US', long), 'Friday, January 5, 2024');
assert.equal(shown('es', long), 'viernes, 5 de enero de 2024');
assert.equal(shown('ja', long), '2024年1月5日金曜日');
assert.equal(shown('ru', long), 'пятница, 5 января 2024 г.');
assert.equal(shown('ru', { month: 'long' }), 'январь');
assert.equal(shown('pt-BR', { month: 'short', year: 'numeric' }), 'jan. de 2024');
const two = { year: '2-digit', month: '2-digit', day: '2-digit' };
assert.equal(shown('en-US', two), '01/05/24');
assert.equal(shown('de', two), '05.01.24');
assert.equal(shown('sv', { ...two, year: 'numeric' }), '2024-01-05');
assert.equal(shown('en-US', { hour: 'numeric', minute: '2-digit' }), '1:04 PM');
assert.equal(shown('en-US', { hour: 'numeric', minute: '2-digit', hour12: false }), '13:04');
assert.equal(shown('de', { hour: 'numeric' }), '13 Uhr');
assert.equal(shown('fr', { hour: 'numeric', hour12: true }), '1 PM');
assert.equal(shown('en-US', { hour: 'numeric', dayPeriod: 'long' }), '1 in the afternoon');
assert.equal(shown('en-US', { second: 'numeric', fractionalSecondDigits: 3 }), '7.089');
assert.equal(shown('de', { minute: '2-digit', second: '2-digit', fractionalSecondDigits: 2 }), '04:07,08');
assert.equal(shown('en-US', { era: 'short', year: 'numeric' }), '2024 AD');
assert.equal(shown('en-US', { weekday: 'narrow' }), 'F');
assert.equal(
  shown('en-US', { month: 'long', day: 'numeric', hour: 'numeric', minute: '2-digit' }),
  'January 5 at 1:04 PM',
);
assert.equal(shown('en-US-u-nu-thai'), '๑/๕/๒๐๒๔');
const cases = [['h11', '0:00'], ['h12', '12:00'], ['h23', '00:00'], ['h24', '24:00']];
for (const [hourCycle, time] of cases) {
  const options = { timeZone: 'UTC', hour: 'numeric', minute: '2-digit', hourCycle };
  assert.ok(new Intl.DateTimeFormat('en', options).format(0).startsWith(time), hourCycle);
}
