// An overflow of the native stack.
/*---
flags: [noStrict]
---*/

$262.die('stack');
