'use strict';
// A context that nobody holds is collected with all that it made, and so are classes that hold
// instances of theirs and prototypes that lead to objects with them. No other half.

const assert = require('node:assert');
const { spawnSync } = require('node:child_process');
const vm = require('node:vm');

if (typeof gc !== 'function') {
  const child = spawnSync(process.execPath, ['--expose-gc', __filename], { encoding: 'utf8' });
  assert.strictEqual(child.stderr, '');
  assert.strictEqual(child.stdout, 'all went\n');
} else {
  const watched = [];
  (function makeThings() {
    for (let round = 0; round < 5; round++) {
      const context = vm.createContext({ round });
      const source = '/x/.test("x"); class A {}; A.one = new A(); [A, [], {}]';
      const made = vm.runInContext(source, context);
      watched.push(new WeakRef(made), new WeakRef(made[0]));
      watched.push(new WeakRef(Object.getPrototypeOf(made)));

      class Own {}
      Own.one = new Own();
      watched.push(new WeakRef(Own));
      const prototype = {};
      prototype.heir = Object.create(prototype);
      watched.push(new WeakRef(prototype));
    }
  })();
  const kept = class {};
  kept.one = Object.create(kept.prototype);

  let tries = 0;
  (function look() {
    gc();
    const left = watched.filter((reference) => reference.deref() !== undefined).length;
    // One of each may be held by what ran last.
    if (left > 5 && tries++ < 50) return setImmediate(look);
    assert.ok(left <= 5, `${left} of ${watched.length} are left`);
    assert.ok(Object.create(kept.prototype) instanceof kept);
    console.log('all went');
  })();
}
