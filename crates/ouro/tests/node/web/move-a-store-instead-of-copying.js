'use strict';
// A transferred ArrayBuffer is gone afterwards; its views follow it. WHATWG HTML §2.7.6.

const assert = require('assert/strict');

const store = new ArrayBuffer(8);
const view = new Uint8Array(store, 1, 3);
view[0] = 7;
const moved = structuredClone({ view, store }, { transfer: [store] });
assert.equal(store.detached, true);
assert.equal(view.length, 0);
assert.equal(moved.view.buffer, moved.store);
assert.deepEqual([...moved.view], [7, 0, 0]);
const clones = (message) => ({ name: 'DataCloneError', message });
assert.throws(() => structuredClone(store),
              clones('An ArrayBuffer is detached and could not be cloned.'));
const other = new ArrayBuffer(1);
assert.throws(() => structuredClone(1, { transfer: [other, other] }),
              clones('Transfer list contains duplicate ArrayBuffer'));
assert.throws(() => structuredClone(1, { transfer: [Buffer.from('a').buffer] }),
              { name: 'DataCloneError' });
