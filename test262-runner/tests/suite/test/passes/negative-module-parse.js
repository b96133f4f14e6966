// An early error of a module.
/*---
flags: [module]
negative:
  phase: parse
  type: SyntaxError
---*/

export { absent };
