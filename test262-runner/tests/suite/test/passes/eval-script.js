// Scripts run as scripts.
/*---
description: evalScript
---*/

assert($262.evalScript('let lexical = 3; lexical') === 3);
assert($262.evalScript("lexical") === 3);
assert.throws(SyntaxError, function () { $262.evalScript('let lexical;'); });
assert.throws(SyntaxError, function () { $262.evalScript('('); });
