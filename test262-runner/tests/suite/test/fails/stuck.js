// A module that waits for ever.
/*---
flags: [module]
---*/

await new Promise(function () {});
