// An early error of the text as it is.
/*---
flags: [raw]
negative:
  phase: parse
  type: SyntaxError
---*/

'use strict'; with (1) {}
