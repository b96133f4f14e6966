// A file that nothing marks as a module is one.
/*---
flags: [module]
---*/

import './effect_FIXTURE.js';

assert(effect);
