// A script that imports.
/*---
flags: [async]
---*/

import('./module_FIXTURE.js').then(function (module) {
  assert(module.twice(1) === 2);
}).then($DONE, $DONE);
