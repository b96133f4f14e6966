'use strict';
// A getter may replace its own property by a value, as lazy properties do: every later access gives
// the value, whichever way the property is looked at. ECMA-262 §20.1.2.4.

const assert = require('assert');

const read = (object) => object.lazy;

function own(extra) {
  const object = { lazy: undefined, other: { tag: 'other' }, ...extra };
  let made = 0;
  Object.defineProperty(object, 'lazy', {
    configurable: true,
    enumerable: true,
    get() {
      const value = { made: ++made };
      Object.defineProperty(object, 'lazy', { value, writable: true });
      return value;
    },
  });
  return object;
}

for (const object of [own(), own(), own({ more: 1 })]) {
  const first = read(object);
  assert.deepStrictEqual(first, { made: 1 });
  assert.strictEqual(read(object), first);
  assert.strictEqual(read(object), first);
  assert.strictEqual(object.other.tag, 'other');
  object.lazy = 'written';
  assert.strictEqual(read(object), 'written');
  assert.ok(Object.keys(object).includes('lazy'));
}

class Lazy {
  get lazy() {
    const value = { of: this };
    Object.defineProperty(this, 'lazy', { value });
    return value;
  }
}
for (const object of [new Lazy(), new Lazy()]) {
  const first = read(object);
  assert.strictEqual(first.of, object);
  assert.strictEqual(read(object), first);
  assert.ok(Object.hasOwn(object, 'lazy'));
}

const settled = own();
const value = read(settled);
setImmediate(() => {
  assert.deepStrictEqual(Object.getOwnPropertyDescriptor(settled, 'lazy'), {
    value, writable: true, enumerable: true, configurable: true,
  });
  assert.strictEqual(read(settled), value);
});

const frozen = Object.freeze({ a: 1 });
assert.throws(() => Object.defineProperty(Object.defineProperty({}, 'x', { value: 1 }), 'x', { value: 2 }),
              { name: 'TypeError', message: 'Cannot redefine property: x' });
assert.throws(() => Object.defineProperty(frozen, 'b', { value: 1 }), TypeError);
assert.strictEqual(Reflect.defineProperty(frozen, 'a', { value: 2 }), false);
assert.throws(() => Object.defineProperty(1, 'x', {}), TypeError);
assert.throws(() => Object.defineProperty({}, 'x', 1), TypeError);
