// A test without flags.
/*---
description: runs in both modes
---*/

var isStrict = (function () { return this === undefined; })();
assert(isStrict === (function () { return typeof this === 'undefined'; })());
