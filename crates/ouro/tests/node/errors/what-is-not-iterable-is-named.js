'use strict';
// Iterating what cannot be: the message names the expression as V8 does, wherever it stands.

const assert = require('assert');

let u;
const o = {};
const f = () => u;

const says = (body, message) => assert.throws(body, { name: 'TypeError', message });

says(() => { for (const x of o.list) x.foo(); }, 'o.list is not iterable');
says(() => { for (const x of u); for (const y of o) y(); }, 'u is not iterable');
says(() => { for (const x of f()) x(); }, 'f is not a function or its return value is not iterable');
says(() => [1, ...o.x], 'o.x is not iterable');
says(() => [...(u || o)], '(u || o) is not iterable');
says(() => Math.max(...o.x), 'o.x is not iterable (cannot read property undefined)');
says(() => Math.max(...o), 'Spread syntax requires ...iterable[Symbol.iterator] to be a function');
says(() => { const [a] = u; return a; }, 'u is not iterable');
says(() => {
  const unnamed = 'undefined is not iterable (cannot read property Symbol(Symbol.iterator))';
  says(() => { const [a] = o.x; return a; }, unnamed);
  says(() => (([a]) => a)(), unnamed);
  says(() => Promise.resolve(o.x.y), "Cannot read properties of undefined (reading 'y')");
  throw new TypeError('end');
}, 'end');
says(() => 'a' in u, "Cannot use 'in' operator to search for 'a' in undefined");
