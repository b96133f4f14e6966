// A harness file that is not there.
/*---
includes: [absent.js]
---*/

assert(true);
