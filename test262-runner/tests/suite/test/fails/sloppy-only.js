// Fails in one mode only.
/*---
description: x
---*/

assert((function () { return this; })() === undefined);
