// An agent that is still there when the test is over.
/*---
features: [Atomics]
---*/

$262.agent.start('$262.agent.receiveBroadcast(function () {});');
assert($262.agent.getReport() === null);
