// A module, with a module and a JSON module that it imports.
/*---
flags: [module]
---*/

import { twice } from './module_FIXTURE.js';
import data from './data.json' with { type: 'json' };

assert(this === undefined);
assert(twice(data.number) === 42);
