// A loop without end.
/*---
flags: [noStrict]
---*/

for (;;);
