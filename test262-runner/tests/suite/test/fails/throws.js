// An error that is not expected.
/*---
description: x
---*/

throw new Test262Error('as it should');
