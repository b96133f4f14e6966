// A module that throws late.
/*---
flags: [module]
negative:
  phase: runtime
  type: RangeError
---*/

await 1;
throw new RangeError();
