'use strict';
// TypeScript files: their types are erased, whether they are required or imported.
// Node docs: Modules: TypeScript. Passes unchanged under node.

const assert = require('node:assert/strict');
const fs = require('node:fs');
const { createRequire } = require('node:module');
const { temporaryFolder } = require('../testkit');

const root = fs.realpathSync(temporaryFolder());
const files = {
  'package.json': '{}',
  'plain.ts': 'interface A { b: number }\nconst a: A = { b: 1 };\nmodule.exports = a.b as number;',
  'esm.ts': 'import { two, type Two } from "./two.mts";\nexport const sum = (n: Two): number => n + two;',
  'two.mts': 'export type Two = number;\nexport const two: Two = 2;',
  'three.cts': 'exports.three = <T>(x: T): T => x;',
  'names.ts': 'export * from "./three.cts"; export { three as drei } from "./three.cts";',
  'throws.ts': 'type Long = {\n  a: 1,\n};\nmodule.exports = function f(this: void): never { throw new Error("x"); };',
  'wrong.ts': 'const a: number = ;',
  'enum.ts': 'enum E { A }',
  'node_modules/p/index.ts': 'module.exports = 1 as number',
};
fs.mkdirSync(`${root}/node_modules/p`, { recursive: true });
for (const name of Object.keys(files)) fs.writeFileSync(`${root}/${name}`, files[name]);
const from = createRequire(`${root}/x.js`);

assert.equal(from('./plain.ts'), 1);
assert.equal(from('./esm.ts').sum(1), 3);
assert.equal(from('./two.mts').two, 2);
assert.equal(from('./three.cts').three('x'), 'x');
assert.throws(() => from('./plain'), { code: 'MODULE_NOT_FOUND' });
assert.deepEqual(Object.keys(from.extensions), ['.js', '.json', '.node']);

assert.throws(from('./throws.ts'), ({ stack }) => /throws\.ts:4:\d+\)/.test(stack));
assert.throws(() => from('./wrong.ts'), { name: 'SyntaxError', code: 'ERR_INVALID_TYPESCRIPT_SYNTAX' });
assert.throws(() => from('./enum.ts'), {
  name: 'SyntaxError',
  code: 'ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX',
  message: 'TypeScript enum is not supported in strip-only mode',
});
assert.throws(() => from('./node_modules/p/index.ts'), {
  code: 'ERR_UNSUPPORTED_NODE_MODULES_TYPE_STRIPPING',
  message: `Stripping types is currently unsupported for files under node_modules, for "${root}/node_modules/p/index.ts"`,
});

import(`${root}/names.ts`).then((names) => {
  assert.equal(names.drei(5), 5);
  assert.ok('three' in names);
  return import(`${root}/esm.ts`);
}).then((esm) => {
  assert.equal(esm.sum(40), 42);
  return assert.rejects(import(`${root}/enum.ts`), { code: 'ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX' });
}).then(() => console.log('done'));
process.on('exit', (code) => assert.equal(code, 0));
