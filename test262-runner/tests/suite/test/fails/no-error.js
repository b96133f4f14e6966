// Expects an error that does not come.
/*---
negative:
  phase: runtime
  type: Test262Error
---*/

assert(true);
