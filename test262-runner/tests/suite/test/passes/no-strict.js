// Sloppy alone.
/*---
flags: [noStrict]
---*/

assert((function () { return this; })() === this);
