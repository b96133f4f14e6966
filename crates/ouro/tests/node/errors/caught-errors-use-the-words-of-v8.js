'use strict';
// A plain `catch` sees V8's words in what the engine throws, and a function's text stays as it is.
// ECMA-262 leaves the messages to the engine. Passes unchanged under node.

const assert = require('node:assert/strict');

const said = (f) => {
  try {
    f();
    return 'nothing';
  } catch (e) {
    return `${e.name}: ${e.message}`;
  }
};

const object = {};
const list = [];
assert.equal(said(() => object.a.b), "TypeError: Cannot read properties of undefined (reading 'b')");
assert.equal(said(() => object.f()), 'TypeError: object.f is not a function');
assert.equal(said(() => absent), 'ReferenceError: absent is not defined');
assert.equal(said(() => { early; let early; }),
  "ReferenceError: Cannot access 'early' before initialization");
assert.equal(said(() => { const fixed = 1; fixed = 2; }),
  'TypeError: Assignment to constant variable.');
assert.equal(said(() => { list.length = -1; }), 'RangeError: Invalid array length');

// In one line, and inside a function that is called directly.
let words; try { object.x.y; } catch (error) { words = error.message; }
assert.equal(words, "Cannot read properties of undefined (reading 'y')");

async function later() {
  try {
    await 1;
    object.z();
  } catch (error) {
    return error.message;
  }
}
later().then((text) => assert.equal(text, 'object.z is not a function'));

function shown(a) { try { return a(); } catch (e) { return e; } }
assert.equal(shown.toString(),
  'function shown(a) { try { return a(); } catch (e) { return e; } }');
assert.deepEqual(Object.getOwnPropertyNames(globalThis).filter((name) => name.startsWith('catch')), []);

// What a program throws stays as it is.
const own = new Error('not a callable function, says the program');
assert.equal(said(() => { throw own; }), 'Error: not a callable function, says the program');
assert.equal(said(() => { throw { name: 'N', message: 'm' }; }), 'N: m');
