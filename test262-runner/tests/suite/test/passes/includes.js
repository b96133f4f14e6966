// Harness files in their order.
/*---
includes: [first.js, second.js]
---*/

assert(order.join() === 'first,second');
