'use strict';
// JSON.stringify asks a proxy for toJSON, also where ordinary empty objects came before.

const assert = require('assert');

assert.strictEqual(JSON.stringify([{}, {}]), '[{},{}]');
const asked = [];
const proxy = new Proxy({}, {
  get(target, key) {
    asked.push(key);
    return key === 'toJSON' ? () => 'own' : undefined;
  },
});
assert.strictEqual(JSON.stringify([{}, proxy]), '[{},"own"]');
assert.deepStrictEqual(asked, ['toJSON']);
