// Ends the program by an error in a timer.
/*---
flags: [async]
---*/

setTimeout(function () { throw new Error('late'); }, 1);
