// A flag that the runner does not know.
/*---
flags: [wishful]
---*/

assert(true);
