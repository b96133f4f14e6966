// The one after them.
/*---
flags: [noStrict]
---*/

assert(true);
