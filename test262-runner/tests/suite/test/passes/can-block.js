// An agent that may wait.
/*---
flags: [CanBlockIsTrue]
---*/

assert(Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1) === 'timed-out');
