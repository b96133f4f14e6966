'use strict';
// TypeError: where a method of undefined was called, the message says which, as V8's does; a pattern
// that was given nothing names its first key. Passes unchanged under node.

const assert = require('node:assert/strict');

const o = { a: {} };
const says = (message, run) => {
  try {
    run();
  } catch (error) {
    assert.equal(error.name, 'TypeError');
    assert.equal(error.message, message);
    return;
  }
  assert.fail(message);
};

says("Cannot read properties of undefined (reading 'y')", () => o.x.y());
says("Cannot read properties of undefined (reading 'y')", () => { o.x.y(1, o.a); });
says("Cannot read properties of undefined (reading '0')", () => { o.a.x[0](); });
says("Cannot read properties of undefined (reading 'push')", () => { o.a.b.push(1); });
says("Cannot read properties of undefined (reading 'z')", () => { throw o.y.z(); });
says("Cannot read properties of undefined (reading 'z')", () => { console.log(o.y.z()); });
says("Cannot read properties of undefined (reading 'z')", () => { if (o.y.z()) o.a = 1; });
says('Cannot convert undefined or null to object', () => { Object.keys(o.x); });

function unlucky({ first, second }) {
  return first + second;
}
says("Cannot destructure property 'first' of 'undefined' as it is undefined.", () => unlucky());
function unluckier([one]) {
  return one;
}
says('undefined is not iterable (cannot read property Symbol(Symbol.iterator))', () => unluckier());

says('Class extends value undefined is not a constructor or null', () => {
  class Derived extends o.missing {}
  return Derived;
});
says("Cannot use 'in' operator to search for 'key' in undefined", () => 'key' in o.x);
says("Constructor Map requires 'new'", () => Map());
says("Promise constructor cannot be invoked without 'new'", () => Promise());
says('Method Map.prototype.get called on incompatible receiver #<Map>',
  () => new Proxy(new Map(), {}).get(1));
says('Object prototype may only be an Object or null: undefined', () => Object.create(undefined));
