'use strict';
// Array.prototype's methods with callbacks, and Array.from with one: what a callback does to the
// array is seen by the calls that follow. ECMA-262 §23.1.2.1, §23.1.3. Passes unchanged under node.

const assert = require('node:assert/strict');

const seen = (act, method) => {
  const list = [1, 2, 3, 4];
  const values = [];
  list[method]((value, index, whole) => {
    values.push([value, index]);
    assert.equal(whole, list);
    if (index === 0) act(list);
    return method !== 'find' && method !== 'some';
  });
  return values.join(' ');
};

for (const method of ['forEach', 'map', 'filter', 'every', 'some']) {
  assert.equal(seen((list) => list.push(5), method), '1,0 2,1 3,2 4,3', method);
  assert.equal(seen((list) => { list['length'] = 2; }, method), '1,0 2,1', method);
  assert.equal(seen((list) => { delete list[2]; }, method), '1,0 2,1 4,3', method);
  assert.equal(seen((list) => { list[3] = 'x'; }, method), '1,0 2,1 3,2 x,3', method);
  assert.equal(seen((list) => { list[1] = undefined; }, method), '1,0 ,1 3,2 4,3', method);
  assert.equal(seen((list) => { list[9] = 1.5; }, method), '1,0 2,1 3,2 4,3', method);
  const getter = (list) => Object.defineProperty(list, 2, { get: () => 'g' });
  assert.equal(seen(getter, method), '1,0 2,1 g,2 4,3', method);
}
assert.equal(seen((list) => { list['length'] = 2; }, 'find'), '1,0 2,1 ,2 ,3');

const grown = [1, 2];
assert.deepEqual(Array.from(grown, (value, index) => {
  if (index < 3) grown.push(value * 10);
  return [value, index];
}), [[1, 0], [2, 1], [10, 2], [20, 3], [100, 4]]);
const shrunk = [1, 2, 3];
assert.deepEqual(Array.from(shrunk, (value) => { shrunk.pop(); return value; }), [1, 2]);
const holed = [1, 2, 3];
assert.deepEqual(Array.from(holed, (value) => { delete holed[1]; return value; }), [1, undefined, 3]);
assert.deepEqual(Array.from([1, 2], function (value) { return this.by * value; }, { by: 3 }), [3, 6]);
assert.deepEqual(Array.from([0.5, 'x', null], String), ['0.5', 'x', 'null']);
assert.throws(() => Array.from([1], 5), TypeError);
const own = Object.assign([1], { *[Symbol.iterator]() { yield 7; } });
assert.deepEqual(Array.from(own, (value) => value), [7]);
class Kind extends Array {}
assert.ok(Kind.from([1], (value) => value) instanceof Kind);
