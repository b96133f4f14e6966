// An early error.
/*---
negative:
  phase: parse
  type: SyntaxError
---*/

$DONOTEVALUATE();
let a, a;
