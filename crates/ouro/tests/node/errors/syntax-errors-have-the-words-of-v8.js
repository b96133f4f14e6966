'use strict';
// SyntaxError: the early errors in V8's words. Passes unchanged under node.

const assert = require('node:assert/strict');

for (const [text, message] of [
  ['"use strict"; with (a) {}', 'Strict mode code may not include a with statement'],
  ['"use strict"; delete x', 'Delete of an unqualified identifier in strict mode.'],
  ['"use strict"; var public', 'Unexpected strict mode reserved word'],
  ['var enum', 'Unexpected reserved word'],
  ['const a;', 'Missing initializer in const declaration'],
  ['let let = 1', 'let is disallowed as a lexically bound name'],
  ['1 = 2', 'Invalid left-hand side in assignment'],
  ['({ __proto__: 1, __proto__: 2 })',
    'Duplicate __proto__ fields are not allowed in object literals'],
  ['class A { constructor() {} constructor() {} }', 'A class may only have one constructor'],
  ['class A { get constructor() {} }', 'Class constructor may not be an accessor'],
  ['class A { #a; #a }', "Identifier '#a' has already been declared"],
  ['class A { m() { this.#q } }', "Private field '#q' must be declared in an enclosing class"],
  ['(a, a) => 1', 'Duplicate parameter name not allowed in this context'],
  ['(a = 1) => { "use strict" }',
    "Illegal 'use strict' directive in function with non-simple parameter list"],
  ['let [a, a] = []', "Identifier 'a' has already been declared"],
  ['function f(a) { let a }', "Identifier 'a' has already been declared"],
  ['try {} catch (e) { let e }', "Identifier 'e' has already been declared"],
  ['"\\x4"', 'Invalid hexadecimal escape sequence'],
  ['await 1', 'await is only valid in async functions and the top level bodies of modules'],
  ['function f() { super() }', "'super' keyword unexpected here"],
  ['switch (1) { default: default: }', 'More than one default clause in switch statement'],
]) {
  assert.throws(() => (0, eval)(text), { name: 'SyntaxError', message }, text);
}
