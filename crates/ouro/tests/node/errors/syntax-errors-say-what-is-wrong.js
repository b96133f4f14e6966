'use strict';
// Common mistakes have words of their own, rather than the token that was not expected.

const assert = require('assert');
const vm = require('vm');

function says(text, message, caret) {
  assert.throws(() => new vm.Script(text, { filename: 'a.js' }), (error) => {
    assert.strictEqual(error.name, 'SyntaxError');
    assert.strictEqual(error.message, message, text);
    if (caret) assert.strictEqual(error.stack.split('\n')[2], caret, text);
    return true;
  });
}

const twice = (name) => `Identifier '${name}' has already been declared`;

says("console.log('a' 'b')", 'missing ) after argument list', '            ^^^');
says('foo(1', 'missing ) after argument list');
says('x = `a${b', 'Missing } in template expression');
says('const a', 'Missing initializer in const declaration', '      ^');
says('let {a}', 'Missing initializer in destructuring declaration', '    ^^^');
says('function (){}', 'Function statements require a function name', '^^^^^^^^');
says('try {}', 'Missing catch or finally after try');
says('let b, a; var a', twice('a'), '              ^');
says('function f(a) { let a }', twice('a'), '                    ^');
says('try {} catch (e) { let e }', twice('e'));
says('let b, { a, b } = c', twice('b'));
says('class A { #x; #x }', twice('#x'));
says('a + b = 2', 'Invalid left-hand side in assignment', '^^^^^');
says('[a + 1] = [1]', 'Invalid destructuring assignment target');
says('[...a, b] = c', 'Rest element must be last element', ' ^^^^');
says('({ a = 1 })', 'Invalid shorthand property initializer', '   ^^^^^');
says('for (1 of []);', 'Invalid left-hand side in for-loop', '     ^');
says('break foo', "Undefined label 'foo'", '      ^^^');
says('if (1) let a', 'Lexical declaration cannot appear in a single-statement context');
says('(...a, b) => 1', 'Rest parameter must be last formal parameter');
says("'use strict'; let public", 'Unexpected strict mode reserved word');
says('enum A {}', 'Unexpected reserved word', '^^^^');
says('1__0', 'Only one underscore is allowed as numeric separator');
says("'\\u12'", 'Invalid Unicode escape sequence');
says('x = "abc', 'Invalid or unexpected token', '    ^^^^');
says('-1 ** 2', 'Unary operator used immediately before exponentiation expression. ' +
  'Parenthesis must be used to disambiguate operator precedence');
says('a => 1 || 2 ? 3', 'Unexpected end of input', '               ');
