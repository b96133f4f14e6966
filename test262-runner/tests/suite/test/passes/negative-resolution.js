// A name that is not exported.
/*---
flags: [module]
negative:
  phase: resolution
  type: SyntaxError
---*/

import { absent } from './module_FIXTURE.js';
