'use strict';
// JSON.stringify: a cycle is named, any depth is written, the rest is text.

const assert = require('assert');

const cycle = { list: [{}] };
cycle.list[0].back = cycle;
assert.throws(() => JSON.stringify(cycle), {
  name: 'TypeError',
  message: 'Converting circular structure to JSON\n' +
    "    --> starting at object with constructor 'Object'\n" +
    "    |     property 'list' -> object with constructor 'Array'\n" +
    "    |     index 0 -> object with constructor 'Object'\n" +
    "    --- property 'back' closes the circle",
});
let deep = [];
for (let depth = 0; depth < 100_000; depth++) deep = [deep];
assert.strictEqual(JSON.stringify(deep).length, 200_002);
assert.throws(() => JSON.stringify({ a: 1n }), TypeError);
assert.strictEqual(JSON.stringify({ a: [1, , 'é\u2028\ud800'], b() {}, c: new Date(0) }, null, 1),
  '{\n "a": [\n  1,\n  null,\n  "é\u2028\\ud800"\n ],\n "c": "1970-01-01T00:00:00.000Z"\n}');
