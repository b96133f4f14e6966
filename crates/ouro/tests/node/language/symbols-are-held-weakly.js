'use strict';
// Symbols that are not registered may be keys of WeakMap and WeakSet, and targets of WeakRef and
// FinalizationRegistry; registered ones and other primitives may not.
// ECMA-262 §9.13 CanBeHeldWeakly. Passes unchanged under node.

const assert = require('node:assert/strict');

const own = Symbol('own');
const map = new WeakMap([[own, 1], [Symbol.iterator, 2]]);
assert.equal(map.get(own), 1);
assert.equal(map.get(Symbol.iterator), 2);
assert.equal(map.has(Symbol('own')), false);
assert.equal(map.set(own, 3), map);
assert.equal(map.get(own), 3);
assert.equal(map.delete(own), true);
assert.equal(map.delete(own), false);
assert.equal(map.get(own), undefined);

const set = new WeakSet([own]);
assert.equal(set.has(own), true);
assert.equal(set.delete(own), true);
assert.equal(set.has(own), false);

assert.equal(new WeakRef(own).deref(), own);
const target = {};
assert.equal(new WeakRef(target).deref(), target);

const registry = new FinalizationRegistry(() => {});
assert.equal(registry.register(own, 'held', own), undefined);
assert.equal(registry.unregister(own), true);
assert.equal(registry.unregister(own), false);

const registered = Symbol.for('registered');
const refuse = (body, message) => assert.throws(body, { name: 'TypeError', message });
for (const value of [registered, 1, 'text', null, undefined]) {
  refuse(() => map.set(value, 1), 'Invalid value used as weak map key');
  refuse(() => set.add(value), 'Invalid value used in weak set');
  refuse(() => new WeakRef(value), 'WeakRef: invalid target');
  refuse(() => registry.register(value, 'held'),
         'FinalizationRegistry.prototype.register: invalid target');
  assert.equal(map.has(value), false);
  assert.equal(set.delete(value), false);
}
refuse(() => registry.register(target, target),
       'FinalizationRegistry.prototype.register: target and holdings must not be same');
refuse(() => registry.register(own, 1, 2), "Invalid unregisterToken ('2')");
refuse(() => registry.unregister(registered), "Invalid unregisterToken ('Symbol(registered)')");
refuse(() => WeakRef({}), "Constructor WeakRef requires 'new'");
refuse(() => new FinalizationRegistry(1), 'FinalizationRegistry: cleanup must be callable');

class Reference extends WeakRef {}
assert.equal(new Reference(target) instanceof WeakRef, true);
assert.equal(Object.prototype.toString.call(registry), '[object FinalizationRegistry]');
