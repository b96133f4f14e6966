// Microtasks without end.
/*---
flags: [noStrict, async]
---*/

(function again() { Promise.resolve().then(again); })();
