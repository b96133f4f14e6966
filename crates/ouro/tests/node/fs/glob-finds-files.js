'use strict';
// fs.glob: stars, braces, groups, and what is excluded.
// Node docs: fs.glob.
// Passes unchanged under node.

const assert = require('assert');
const fs = require('fs');
const { mustCall, mustSucceed, temporaryFolder } = require('../testkit');
const cwd = temporaryFolder();
fs.mkdirSync(`${cwd}/a/b`, { recursive: true });
for (const name of ['x.js', 'y.ts', 'a/x.js', 'a/b/z.js', 'a/.hidden.js']) {
  fs.writeFileSync(`${cwd}/${name}`, '');
}
const find = (pattern, options) => fs.globSync(pattern, { cwd, ...options }).sort();
assert.deepStrictEqual(find('*.js'), ['x.js']);
assert.deepStrictEqual(find('**/*.js'), ['a/b/z.js', 'a/x.js', 'x.js']);
assert.deepStrictEqual(find('*.{js,ts}'), ['x.js', 'y.ts']);
assert.deepStrictEqual(find('a/**'), ['a', 'a/b', 'a/b/z.js', 'a/x.js']);
assert.deepStrictEqual(find('+(x|y).*'), ['x.js', 'y.ts']);
assert.deepStrictEqual(find('**/*.js', { exclude: ['a/b'] }), ['a/x.js', 'x.js']);
assert.deepStrictEqual(find('**/*.js', { exclude: (name) => name === 'b' }), ['a/x.js', 'x.js']);
assert.deepStrictEqual(find(['x.js', 'none', 'y.*']), ['x.js', 'y.ts']);
fs.glob('*.js', { cwd }, mustSucceed((found) => assert.deepStrictEqual(found, ['x.js'])));
(async () => {
  const found = [];
  for await (const path of fs.promises.glob('*.js', { cwd })) found.push(path);
  assert.deepStrictEqual(found, ['x.js']);
})().then(mustCall());
