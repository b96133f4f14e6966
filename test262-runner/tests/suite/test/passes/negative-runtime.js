// An error of the suite's own kind.
/*---
negative:
  phase: runtime
  type: Test262Error
---*/

throw new Test262Error();
