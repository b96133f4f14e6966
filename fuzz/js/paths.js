'use strict';
// node:path, both kinds: what its functions say of each other holds. Node docs: Path.

const assert = require('node:assert');
const path = require('node:path');

function holds(kind, one, other) {
  const normal = kind.normalize(one);
  assert.strictEqual(kind.normalize(normal), normal, 'normalize settles at once');
  assert.strictEqual(kind.join(one), normal);
  assert.strictEqual(kind.isAbsolute(normal), kind.isAbsolute(one));
  const [from, to] = [kind.resolve(one), kind.resolve(other)];
  assert.ok(kind.isAbsolute(from));
  assert.strictEqual(kind.resolve(from), from);
  const relative = kind.relative(from, to);
  // With drives and both slashes it does not always, in Node neither.
  if (kind === path.posix) assert.strictEqual(kind.resolve(from, relative), to, 'relative leads there');
  const parsed = kind.parse(one);
  assert.strictEqual(parsed.base, parsed.name + parsed.ext);
  // Of `/..`, Node's two functions think differently.
  if (parsed.base !== '..') assert.strictEqual(kind.extname(one), parsed.ext);
  assert.strictEqual(kind.basename(one), parsed.base);
  assert.ok(one.startsWith(parsed.dir));
  assert.strictEqual(kind.basename(one, parsed.ext).length <= parsed.base.length, true);
  assert.ok(parsed.dir === '' || kind.dirname(one) === parsed.dir || parsed.dir === parsed.root);
  assert.strictEqual(typeof kind.toNamespacedPath(one), 'string');
}

module.exports = function check(input) {
  const [one, other = ''] = input.toString().split('\n');
  holds(path.posix, one, other);
  // Roots and the names of devices have rules that do not settle at once, in Node neither.
  const odd = /^[\\/]{2}|[:\0]|con|prn|aux|nul|com|lpt/im;
  if (!odd.test(`${one}\n${other}`)) holds(path.win32, one, other);
  path.win32.parse(one);
  path.win32.normalize(one);
  path.win32.join(one, other);
  path.win32.relative(one, other);
};
