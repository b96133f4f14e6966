// An asynchronous test.
/*---
flags: [async]
---*/

Promise.resolve().then(function () {}).then($DONE, $DONE);
