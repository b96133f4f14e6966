// A panic.
/*---
flags: [noStrict]
---*/

$262.die('panic');
