'use strict';
// module.stripTypeScriptTypes: types become spaces. Passes unchanged under node.

const assert = require('node:assert/strict');
const { stripTypeScriptTypes } = require('node:module');

process.removeAllListeners('warning');
process.on('warning', (warning) => assert.equal(warning.name, 'ExperimentalWarning'));

for (const [source, text] of [
  ['let a: number = 1', 'let a         = 1'],
  ['const f = async <T>(\na: T): Promise<T> => a!', 'const f = async    (\na   )             => a '],
  ['const f = (a): {\n x: 1\n} => a', 'const f = (a    \n     \n) => a'],
  ['let x = a as any\n[1].f()', 'let x = a ;     \n[1].f()'],
  ['import { type A, b } from "c";', 'import {         b } from "c";'],
  ['abstract class A<T> extends B<T> implements C { declare x: 1; y?: 2 }',
   '         class A    extends B                 {               y     }'],
  ['declare global { }\nlet type = 1, as = 2', '                  \nlet type = 1, as = 2'],
]) {
  assert.equal(stripTypeScriptTypes(source), text);
}
assert.equal(stripTypeScriptTypes('let x: 1', { sourceUrl: 'a.ts' }), 'let x   \n\n//# sourceURL=a.ts');
assert.throws(() => stripTypeScriptTypes('let x = <T>y'), { code: 'ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX' });
assert.throws(() => stripTypeScriptTypes('class A { constructor(private x) {} }'), {
  code: 'ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX',
  message: 'TypeScript parameter property is not supported in strip-only mode',
});
assert.throws(() => stripTypeScriptTypes('let 1: x'), { code: 'ERR_INVALID_TYPESCRIPT_SYNTAX' });
for (const [code, options] of [[1], ['', 5], ['', { mode: 'transform' }], ['', { sourceMap: true }]]) {
  assert.throws(() => stripTypeScriptTypes(code, options), { name: 'TypeError' });
}
