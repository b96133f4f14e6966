'use strict';
// Array.prototype: whatever an array's elements are (small integers, numbers, any values), its
// methods do to it what they do to an array-like object, element by element. ECMA-262 §23.1.3.

const assert = require('node:assert/strict');

let seed = 7;
const random = (below) => (seed = (seed * 16807) % 2147483647) % below;

const kinds = [
  () => random(100),
  () => random(100) / 4,
  () => [`text ${random(9)}`, { n: random(9) }, random(100), undefined, null, -0, NaN, 0.5][random(8)],
];

/** The same elements as an object that is no array. */
function like(array) {
  const object = { length: array.length };
  for (let at = 0; at < array.length; at++) object[at] = array[at];
  return object;
}

const place = (length) => random(length + 6) - 3 - random(2) * length;
const methods = {
  copyWithin: (length) => [place(length), place(length), place(length)].slice(0, 1 + random(3)),
  fill: (length, make) => [make(), place(length), place(length)].slice(0, 1 + random(3)),
  reverse: () => [],
  shift: () => [],
  pop: () => [],
  sort: () => [(x, y) => (String(x) < String(y) ? -1 : String(x) > String(y) ? 1 : 0)],
  splice: (length, make) => [place(length), random(5), make(), make(), make()].slice(0, random(6)),
  unshift: (length, make) => [make(), make()].slice(0, random(3)),
  push: (length, make) => [make(), make(), make()].slice(0, random(4)),
};
const copies = {
  slice: (length) => [place(length), place(length)].slice(0, random(3)),
  toReversed: () => [],
  toSpliced: (length, make) => [place(length), random(5), make(), make()].slice(0, random(5)),
  with: (length, make) => (length > 0 ? [random(length) - random(2) * length, make()] : null),
  concat: (length, make) => [[make()], make()],
};

const names = Object.keys(methods);
for (let round = 0; round < 120; round++) {
  const make = kinds[round % 3];
  const other = kinds[random(3)];
  const array = Array.from({ length: [0, 1, 2, 7, 40, 400][random(6)] }, make);
  const object = like(array);
  const done = [];
  for (let step = 0; step < 25; step++) {
    const name = names[random(names.length)];
    const args = methods[name](array.length, random(8) === 0 ? other : make);
    done.push(`${name}(${args.map(String).join()})`);
    const removed = Array.prototype[name].apply(array, args);
    const wanted = Array.prototype[name].apply(object, args);
    if (name === 'splice' || typeof wanted !== 'object') {
      assert.deepEqual(removed, wanted, done.join(' '));
    }
    assert.equal(array.length, object.length, done.join(' '));
    for (let at = 0; at < array.length; at++) {
      assert.ok(Object.is(array[at], object[at]), `${at}: ${done.join(' ')}`);
    }
    assert.equal(Object.keys(array).length, array.length);
  }
  for (const name of Object.keys(copies)) {
    const args = copies[name](array.length, make);
    if (args === null) continue;
    const copy = array[name](...args);
    assert.ok(Array.isArray(copy) && copy !== array);
    if (name !== 'slice' && name !== 'concat') {
      const wanted = Array.prototype[name].apply(like(array), args);
      assert.equal(copy.length, wanted.length);
      for (let at = 0; at < copy.length; at++) assert.ok(Object.is(copy[at], wanted[at]));
    }
  }
}

// Elements that may not be written stay as they are.
const frozen = Object.freeze([1, 2, 3]);
for (const change of [
  (array) => array.reverse(),
  (array) => array.unshift(0),
  (array) => array.splice(0, 1),
  (array) => array.fill(0),
  (array) => array.copyWithin(0, 1),
]) {
  assert.throws(() => change(frozen), TypeError);
  assert.deepEqual(frozen, [1, 2, 3]);
}
const sealed = Object.seal([1, 2, 3]);
assert.throws(() => sealed.unshift(0), TypeError);
assert.deepEqual([sealed.reverse(), sealed.fill(9, 1, 2)], [[3, 9, 1], [3, 9, 1]]);
