'use strict';
// util.inspect of anything ends, returns a text and throws nothing; what it says of plain values is
// source text of the same values. Node docs: util.inspect.

const assert = require('node:assert');
const util = require('node:util');
const { Choices } = require('./choices');
const graph = require('./graph');

function odd(choices, inner) {
  return choices.pick([
    () => new Proxy(Object(inner), choices.onceIn(2) ? {} : { get() { throw new Error('trap'); } }),
    () => ({ get a() { throw new Error('getter'); }, set b(value) {}, get [Symbol('s')]() { return inner; } }),
    () => class A extends (choices.onceIn(2) ? Map : Object) { static [inner && typeof inner === 'object' ? 'o' : inner] = 1; },
    () => Object.assign(function named() {}, { inner }),
    () => Object.create({ constructor: inner, [Symbol.toStringTag]: inner }),
    () => Promise.resolve(inner),
    () => Object.freeze([inner, , inner]),
    () => ({ [util.inspect.custom]: (depth, options, inspect) => inspect(inner, options) }),
    () => ({ [Symbol.iterator]: inner, __proto__: inner }),
    () => [new WeakMap(), new WeakSet(), Symbol('x'), async () => {}, function* () {}, globalThis.x],
    () => Object.setPrototypeOf([inner], null),
    () => new Map([[inner, inner]]).entries(),
    () => (function () { return arguments; })(inner, 1),
    () => Object.defineProperty(new Error('e'), 'stack', { value: inner }),
    () => Object.defineProperty(new TypeError(), 'name', { value: inner }),
    () => new (class extends Error { get message() { return inner; } })(),
  ])();
}

function options(choices) {
  const result = {};
  for (const [name, values] of [
    ['compact', [3, true, false, 0, 1]], ['breakLength', [80, Infinity, 1, 20]],
    ['sorted', [false, true]], ['depth', [2, null, 0, 5, Infinity]],
    ['maxArrayLength', [100, null, 0, 1]], ['maxStringLength', [10000, null, 0, 5]],
    ['colors', [false, true]], ['showHidden', [false, true]], ['showProxy', [false, true]],
    ['getters', [false, true, 'get']], ['numericSeparator', [false, true]],
  ]) {
    if (choices.onceIn(3)) result[name] = choices.pick(values);
  }
  return result;
}

module.exports = function check(input) {
  const choices = new Choices(input);
  const chosen = options(choices);
  const made = [];
  let value = graph.value(choices, made);
  if (choices.onceIn(2)) value = odd(choices, value);
  assert.strictEqual(typeof util.inspect(value, chosen), 'string');
  assert.strictEqual(typeof util.format('%o %O %%', ...made), 'string');

  const plain = graph.value(choices, [], 4, true);
  const whole = { compact: chosen.compact ?? 3, breakLength: chosen.breakLength ?? 80,
    depth: Infinity, maxArrayLength: null, maxStringLength: null, sorted: chosen.sorted ?? false };
  const text = util.inspect(plain, whole);
  const readable = text.replaceAll(/<(\d+) empty items?>/g, (_, count) => ','.repeat(count - 1));
  if (!/<\d+ empty/.test(text) && !readable.includes("': '")) {
    let again;
    try {
      again = (0, eval)(`(${readable})`);
    } catch {
      // A named property of an array is no source text, nor is a long text in pieces.
      return;
    }
    assert.strictEqual(util.inspect(again, whole), text);
  }
};
