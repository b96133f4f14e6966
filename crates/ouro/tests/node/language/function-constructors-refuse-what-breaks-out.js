'use strict';
// Function: parameters and body have to be such each for itself, and V8 says why they are not.
// ECMA-262 §20.2.1.1.1 CreateDynamicFunction, steps 17 to 24. Passes unchanged under node.

const assert = require('node:assert/strict');

const GeneratorFunction = function* () {}.constructor;
const AsyncFunction = (async () => {}).constructor;

const refuses = (message, ...args) => {
  assert.throws(() => Function(...args), { name: 'SyntaxError', message });
};

refuses('Unexpected end of arg string', '/*', '*/){');
refuses("Unexpected token '--'", '-->', '');
refuses('Arg string terminates parameters early', 'a){ return 1 }, function(', '');
refuses('Arg string terminates parameters early', 'a b', '');
refuses("Unexpected token ','", ',', '');
refuses("Unexpected token ')'", 'a = {', '}) { return 1');
refuses('Invalid or unexpected token', '@', '');
refuses('Rest parameter must be last formal parameter', '...a', 'b', '');
refuses('Single function literal required', '}, function () {');
refuses("Unexpected identifier 'garbage'", 'return 1 } garbage (((');
refuses('Invalid or unexpected token', '/*');
refuses("Unexpected token '}'", 'if (');
refuses("Unexpected token ')'", '{');
refuses('Duplicate parameter name not allowed in this context', 'a', 'a', '"use strict"');
refuses("Identifier 'a' has already been declared", 'a', 'let a');
refuses("'super' keyword unexpected here", 'super.x');
refuses("'super' keyword unexpected here", 'super()');
refuses("Private field '#x' must be declared in an enclosing class", '#x in y');
refuses('await is only valid in async functions and the top level bodies of modules', 'await 1');
refuses("Illegal 'use strict' directive in function with non-simple parameter list",
  'a = 1', '"use strict"');
refuses('Strict mode code may not include a with statement', '"use strict"; with (a) {}');
refuses('Unexpected eval or arguments in strict mode', 'eval', '"use strict"');
refuses('Illegal break statement', 'break');
refuses('Cannot use import statement outside a module', 'import x from "y"');

assert.throws(() => GeneratorFunction('a = yield', ''),
  { name: 'SyntaxError', message: 'Yield expression not allowed in formal parameter' });
assert.throws(() => AsyncFunction('a = await 1', ''), {
  name: 'SyntaxError',
  message: 'Illegal await-expression in formal parameters of async function',
});

// Nothing of a refused text runs; what only looks dangerous is accepted.
globalThis.ran = false;
assert.throws(() => Function('}, globalThis.ran = true, function () {'), SyntaxError);
assert.equal(globalThis.ran, false);
assert.equal(Function('a', 'b /* ) { */ //', 'return a + b')(1, 2), 3);
assert.equal(Function('a = ")) {"', 'return a // }')(), ')) {');
assert.equal(Function('return "*/ }) -->"')(), '*/ }) -->');
assert.equal(Function('a = function (b) { return b }', 'return a(4)')(), 4);

// Arguments become strings in order, and nothing is parsed before.
const order = [];
const text = (value) => ({ toString() { order.push(value); return value; } });
Function(text('a'), text('b'), text('return a'));
assert.deepEqual(order, ['a', 'b', 'return a']);
assert.throws(() => Function({ toString() { throw new RangeError('first'); } }, '@'), RangeError);
assert.throws(() => Function(Symbol()), TypeError);

// The new target's prototype is read last.
let read = false;
const target = new Proxy(function () {}, { get() { read = true; } });
assert.throws(() => Reflect.construct(Function, ['@'], target), SyntaxError);
assert.equal(read, false);
