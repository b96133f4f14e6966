'use strict';
// structuredClone keeps cycles, shared parts, holes and classes of the language. WHATWG HTML §2.7.

const assert = require('assert/strict');

const part = new Uint8Array([1, 2, 3]).subarray(1);
const value = {
  date: new Date(5), pattern: /a+/gi, big: 2n ** 70n, holes: [1, , 3], part, again: part,
  map: new Map([[{ k: 1 }, new Set(['x'])]]), boxed: new Number(4), text: 'é€', nothing: undefined,
};
value.self = value;
const clone = structuredClone(value);
assert.notEqual(clone, value);
assert.equal(clone.self, clone);
assert.equal(clone.part, clone.again);
assert.equal(clone.part.buffer.byteLength, 3);
assert.equal(1 in clone.holes, false);
delete clone.self;
delete value.self;
assert.deepEqual(clone, value);

const error = structuredClone(new RangeError('r', { cause: { a: 1 } }));
assert.equal(error instanceof RangeError, true);
assert.deepEqual([error.message, error.cause], ['r', { a: 1 }]);
class Point { x = 1; get y() { return 2; } }
assert.deepEqual(structuredClone(new Point()), { x: 1 });

for (const refused of [() => {}, Symbol('s'), new WeakMap(), Promise.resolve()]) {
  assert.throws(() => structuredClone({ refused }), { name: 'DataCloneError', code: 25 });
}
assert.throws(() => structuredClone([1].values()), { message: '[object Array Iterator] could not be cloned.' });
