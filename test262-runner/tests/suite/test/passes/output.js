// Output of a test is not taken for an answer.
/*---
description: console.log
---*/

console.log('{"outcome": "fail"}');
