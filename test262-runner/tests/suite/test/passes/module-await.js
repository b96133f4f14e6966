// A module that waits.
/*---
flags: [module, async]
---*/

assert(await Promise.resolve(1) === 1);
$DONE();
