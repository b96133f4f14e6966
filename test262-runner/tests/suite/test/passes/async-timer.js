// The event loop runs, too.
/*---
flags: [async]
---*/

setTimeout($DONE, 1);
