'use strict';
// Function and its kin: text, name, length and prototype of what they make.
// ECMA-262 §20.2.1.1.1 CreateDynamicFunction. Passes unchanged under node.

const assert = require('node:assert/strict');

const GeneratorFunction = function* () {}.constructor;
const AsyncFunction = (async () => {}).constructor;
const AsyncGeneratorFunction = async function* () {}.constructor;

assert.equal(String(new Function('a', 'b', 'return a+b')),
  'function anonymous(a,b\n) {\nreturn a+b\n}');
assert.equal(String(Function()), 'function anonymous(\n) {\n\n}');
assert.equal(String(Function('a, b', 'c //', '')), 'function anonymous(a, b,c //\n) {\n\n}');
assert.equal(String(Function('a = ")"', '-->')), 'function anonymous(a = ")"\n) {\n-->\n}');
assert.equal(String(Function('return "ä\u{1f600}"')),
  'function anonymous(\n) {\nreturn "ä\u{1f600}"\n}');
assert.equal(Function('return "\ud800"')(), '\ud800');
assert.equal(String(GeneratorFunction('a', 'yield a')), 'function* anonymous(a\n) {\nyield a\n}');
assert.equal(String(AsyncFunction('await 1')), 'async function anonymous(\n) {\nawait 1\n}');
assert.equal(String(AsyncGeneratorFunction('yield await 1')),
  'async function* anonymous(\n) {\nyield await 1\n}');
assert.equal(String(Function('return function inner() { /* x */ }')()),
  'function inner() { /* x */ }');
assert.equal(String(Function('return class A { m() {} }')()), 'class A { m() {} }');

for (const Class of [Function, GeneratorFunction, AsyncFunction, AsyncGeneratorFunction]) {
  const made = Class('a', 'b = 2', 'c', '');
  assert.deepEqual([made.name, made.length, Class.length], ['anonymous', 1, 1]);
  assert.equal(Object.getPrototypeOf(made), Class.prototype);
  assert.equal(Class.prototype.constructor, Class);
  assert.deepEqual(Object.getOwnPropertyDescriptor(made, 'name'),
    { value: 'anonymous', writable: false, enumerable: false, configurable: true });
  if (Class !== Function) assert.equal(Object.getPrototypeOf(Class), Function);
  class Derived extends Class {
    own() { return 7; }
  }
  const derived = new Derived('a', 'return a');
  assert.ok(derived instanceof Derived && derived instanceof Class);
  assert.equal(derived.own(), 7);
}
assert.equal(Object.getPrototypeOf(Reflect.construct(Function, [''], Array)), Array.prototype);
function Plain() {}
Plain.prototype = undefined;
assert.equal(Object.getPrototypeOf(Reflect.construct(AsyncFunction, [''], Plain)),
  AsyncFunction.prototype);

// The name binds nothing, outer variables are not seen, sloppy is the default.
assert.equal(Function('return typeof anonymous')(), 'undefined');
assert.equal(Function('return typeof assert')(), 'undefined');
assert.equal(Function('return this')(), globalThis);
assert.equal(Function('"use strict"; return this')(), undefined);
assert.equal(Function('return new.target')(), undefined);
assert.equal(new (Function('this.x = 1'))().x, 1);
assert.equal(Function('a', 'b', 'return arguments.length')(1, 2, 3), 3);
assert.deepEqual([...GeneratorFunction('yield 1; yield 2')()], [1, 2]);

// The place of an error counts the lines that were added.
let stack;
try {
  new Function('a', '\nthrow new Error("here")')();
} catch (error) {
  stack = error.stack;
}
assert.match(stack.split('\n')[1], /^ {4}at eval \(eval at .*, <anonymous>:4:7\)$/);
