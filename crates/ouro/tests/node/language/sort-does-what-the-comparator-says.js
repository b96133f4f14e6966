'use strict';
// Array.prototype.sort: what a comparator compares may be known from its text; the order is that of
// calling it. ECMA-262 §23.1.3.30. Passes unchanged under node.

const assert = require('node:assert/strict');

let state = 11;
const random = (below) => (state = state * 16807 % 2147483647) % below;
let calls = 0;

// Each comparator twice: as a program has it, and with a call in it that nobody can leave out.
const pairs = [
  [{ by(a, b) { return a.v - b.v; } }.by, (a, b) => { calls++; return a.v - b.v; }],
  [class { static by(a, b) { return b.v - a.v; } }.by, (a, b) => { calls++; return b.v - a.v; }],
  [(a, b) => (a.v > b.v) - (a.v < b.v), (a, b) => { calls++; return (a.v > b.v) - (a.v < b.v); }],
  [(a, b) => -(a.v - b.v), (a, b) => { calls++; return -(a.v - b.v); }],
  [({ v: a }, { v: b }) => a - b, ({ v: a }, { v: b }) => { calls++; return a - b; }],
  [(a, b) => a.n.localeCompare(b.n) || a.v - b.v,
    (a, b) => { calls++; return a.n.localeCompare(b.n) || a.v - b.v; }],
  [(a, b) => b.v - a.v || (a.n < b.n ? -1 : a.n > b.n ? 1 : 0),
    (a, b) => { calls++; return b.v - a.v || (a.n < b.n ? -1 : a.n > b.n ? 1 : 0); }],
  [(a, b) => { if (a.n !== b.n) return a.n < b.n ? -1 : 1; return a.v - b.v; },
    (a, b) => { calls++; if (a.n !== b.n) return a.n < b.n ? -1 : 1; return a.v - b.v; }],
  [(a, b) => { if (a.n > b.n) return 1; else if (a.n < b.n) return -1; else return b.v - a.v; },
    (a, b) => { calls++; if (a.n > b.n) return 1; if (a.n < b.n) return -1; return b.v - a.v; }],
  [(a, b) => a.v !== b.v ? a.v - b.v : b.i - a.i,
    (a, b) => { calls++; return a.v !== b.v ? a.v - b.v : b.i - a.i; }],
];

const values = [
  () => random(20),
  () => random(40) / 8 - 2,
  () => [NaN, -0, 0, Infinity, -Infinity][random(5)],
];
const names = [
  () => 'name ' + random(30),
  () => ['caf\u00e9', 'cafe', 'Cafe', 'x\u4e2d', '', 'a\0', 'a'][random(7)] + random(2),
];

for (const value of values) {
  for (const name of names) {
    const items = Array.from({ length: 150 }, (_, i) => ({ i, v: value(), n: name() }));
    for (const [known, called] of pairs) {
      const seen = items.toSorted(known).map((item) => item.i);
      assert.deepEqual(seen, items.toSorted(called).map((item) => item.i), String(known));
    }
  }
}
assert.ok(calls > 10000);

const entries = Array.from({ length: 100 }, (_, i) => ['k' + i, random(30)]);
const byValue = entries.toSorted(([, a], [, b]) => b - a);
assert.deepEqual(byValue, entries.toSorted((a, b) => { calls++; return b[1] - a[1]; }));

const numbers = Array.from({ length: 200 }, () => random(1000) / 4);
const typed = Float64Array.from(numbers).sort((a, b) => b - a);
assert.deepEqual([...typed], numbers.toSorted((a, b) => { calls++; return b - a; }));
const unsigned = Uint32Array.of(...Array.from({ length: 100 }, (_, i) => (i * 2654435761) >>> 0));
const sorted = unsigned.toSorted((a, b) => a - b);
assert.ok(sorted.every((item, at) => at === 0 || sorted[at - 1] <= item));
assert.notEqual(unsigned[1], sorted[1]);

// Whoever changes how arrays are taken apart sees it happen.
const iterators = Object.getPrototypeOf([].values());
const { next } = iterators;
let asked = 0;
iterators.next = function () { asked++; return next.call(this); };
try {
  entries.toSorted(([, a], [, b]) => b - a);
} finally {
  iterators.next = next;
}
assert.ok(asked > 100);
asked = 0;
iterators.return = () => { asked++; return {}; };
try {
  entries.toSorted(([a], [b]) => (a < b ? -1 : 1));
} finally {
  delete iterators.return;
}
assert.ok(asked > 100);
