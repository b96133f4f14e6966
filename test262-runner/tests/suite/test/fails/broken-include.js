// A harness file that throws.
/*---
includes: [broken.js]
---*/

assert(true);
