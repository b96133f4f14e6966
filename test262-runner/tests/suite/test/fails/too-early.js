// Expects the error later.
/*---
negative:
  phase: runtime
  type: SyntaxError
---*/

let a, a;
