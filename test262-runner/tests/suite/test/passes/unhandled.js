// A rejected promise that nobody handles is no error.
/*---
flags: [async]
---*/

Promise.reject(1);
Promise.resolve().then($DONE);
