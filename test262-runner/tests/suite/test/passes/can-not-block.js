// An agent that may not.
/*---
flags: [CanBlockIsFalse]
---*/

assert.throws(TypeError, function () {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1);
});
