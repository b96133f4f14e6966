'use strict';
// A text that is to be a function's body cannot close the function and go on outside of it:
// CommonJS files, Function, vm.compileFunction. ECMA-262 §20.2.1.1.1. Passes unchanged under node.

const assert = require('node:assert/strict');
const fs = require('node:fs');
const vm = require('node:vm');
const { temporaryFolder } = require('../testkit');

const file = `${temporaryFolder()}/escapes.js`;
fs.writeFileSync(file, 'globalThis.ran = 1;\n})\nglobalThis.ran = 2;\n(function () {');
assert.throws(() => require(file), { name: 'SyntaxError', message: "Unexpected token '}'" });
assert.equal(globalThis.ran, undefined);

assert.throws(() => new Function('return 1 } garbage ((('), SyntaxError);
assert.throws(() => new Function('}, globalThis.ran = 3, function () {'), SyntaxError);
assert.throws(() => vm.compileFunction('}), globalThis.ran = 4, (function () {'), SyntaxError);
assert.throws(() => eval('}'), { name: 'SyntaxError', message: "Unexpected token '}'" });
assert.equal(globalThis.ran, undefined);

const text = 'return [/[}]/.test(a), `}${{ b: "}" }.b}`, 1 /* } */ / 1] // }';
assert.deepEqual(new Function('a = "})"', text)(), [true, '}}', 1]);
