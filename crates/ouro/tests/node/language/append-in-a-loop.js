'use strict';
// Texts put together piece by piece: what is read back is what was put, from whichever end and
// however often it is looked at in between. ECMA-262 §13.8.1.

const assert = require('node:assert/strict');

let text = '';
let sum = 0;
for (let i = 0; i < 20000; i++) {
  text += 'ab';
  sum += text.charCodeAt(i);
}
assert.equal(text, 'ab'.repeat(20000));
assert.equal(sum, 10000 * (97 + 98));

let front = '';
for (let i = 0; i < 5000; i++) front = (i % 10) + front;
assert.equal(front, '9876543210'.repeat(500));

let wide = '';
for (let i = 0; i < 3000; i++) wide = i % 2 ? `${wide}\u2028` : `é${wide}`;
assert.equal(wide, 'é'.repeat(1500) + '\u2028'.repeat(1500));

// One beginning, two ends.
const start = 'start '.repeat(500);
const one = start + 'one';
const two = start + 'two';
assert.equal(one.slice(-3) + two.slice(-3), 'onetwo');
assert.equal(one + two, `${start}one${start}two`);

// As keys.
const keys = {};
let key = '';
for (let i = 0; i < 300; i++) {
  key += 'key';
  keys[key] = i;
}
assert.equal(keys['key'.repeat(250)], 249);
assert.equal(new Set([one, start + 'one', 'start '.repeat(500) + 'one']).size, 1);

// Cut, found and compared while still in pieces.
const halves = 'x'.repeat(5000) + 'needle' + 'y'.repeat(5000);
assert.equal(halves.indexOf('needle'), 5000);
assert.equal((halves + halves).lastIndexOf('needle'), 15006);
assert.equal((halves + halves).slice(10000, 10012), 'yyyyyyxxxxxx');
assert.ok(halves + 'a' < halves + 'b');
