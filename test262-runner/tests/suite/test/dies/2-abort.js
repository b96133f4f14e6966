// An abort.
/*---
flags: [noStrict]
---*/

$262.die('abort');
