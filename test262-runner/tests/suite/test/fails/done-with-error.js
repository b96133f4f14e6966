// Says that it failed.
/*---
flags: [async]
---*/

$DONE('wrong');
