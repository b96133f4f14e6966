// Neither harness nor directive.
/*---
flags: [raw]
---*/

if (typeof assert !== 'undefined' || (function () { return !this; })()) throw 1;
