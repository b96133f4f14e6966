// Never says that it is done.
/*---
flags: [async]
---*/

assert(true);
