// Expects the error earlier.
/*---
negative:
  phase: parse
  type: SyntaxError
---*/

throw new SyntaxError();
