'use strict';
// using: loops whose body is one statement, and the places that may hold a declaration.
// https://tc39.es/proposal-explicit-resource-management/. Passes unchanged under node.

const assert = require('node:assert/strict');

let log = [];
const resource = (name) => ({
  name,
  [Symbol.dispose]() { log.push(`-${name}`); },
  async [Symbol.asyncDispose]() { log.push(`~${name}`); },
});
const logged = () => {
  const text = log.join(' ');
  log = [];
  return text;
};

for (using a of [resource(1), resource(2)]) log.push(a.name);
assert.equal(logged(), '1 -1 2 -2');

for (using a of [resource(1), resource(2)])
  if (a.name > 1) log.push('more');
  else log.push('less');
assert.equal(logged(), 'less -1 more -2');

for (using a of [resource(1)]) for (using b of [resource(2), resource(3)]) log.push(a.name + b.name);
assert.equal(logged(), '3 -2 4 -3 -1');

for (using a = resource(1); log.length < 2;) log.push(a.name);
assert.equal(logged(), '1 1 -1');

outer: for (using a of [resource(1), resource(2)]) for (;;) continue outer;
assert.equal(logged(), '-1 -2');

for (using a of [resource(1), resource(2)]) try { throw a; } catch { log.push('caught'); }
assert.equal(logged(), 'caught -1 caught -2');

for (using a of [resource(1), resource(2)]) ;
assert.equal(logged(), '-1 -2');

let count = 0;
for (using a of [resource(1), resource(2)]) count += a.name
++count
assert.equal(count, 4);
assert.equal(logged(), '-1 -2');

class Static {
  static {
    using a = resource(1);
    log.push(a.name);
  }
}
assert.equal(typeof Static, 'function');
assert.equal(logged(), '1 -1');

function named() {
  using a = class { static [Symbol.dispose]() {} }, b = null;
  return [a.name, b];
}
assert.deepEqual(named(), ['a', null]);
assert.match(String(named), /^function named\(\) \{\n {2}using a = class \{ static .*\}, b = null;\n/);

(async () => {
  for await (using a of [resource(1)]) log.push(a.name);
  for await (await using a of [resource(2)]) log.push(a.name);
  for (await using a of [resource(3)]) log.push(a.name);
  for (await using a = resource(4); log.length < 7;) log.push(a.name);
  assert.equal(logged(), '1 -1 2 ~2 3 ~3 4 ~4');

  async function* generate() {
    await using a = resource(1);
    yield 'one';
    using b = resource(2);
    yield b.name;
  }
  for await (const value of generate()) log.push(value);
  assert.equal(logged(), 'one 2 -2 ~1');

  // Where none is reached, none is waited for.
  const skip = async (now) => {
    if (now) return log.push('left');
    await using a = resource(1);
    return a;
  };
  const left = skip(true);
  log.push('after');
  await left;
  assert.equal(logged(), 'left after');
  assert.match(String(skip), /\{\n {4}if \(now\) return log.push\('left'\);\n {4}await using a = res/);
})();
