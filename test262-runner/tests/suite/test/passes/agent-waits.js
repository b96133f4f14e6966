// An agent on a thread that can be waited for and woken.
/*---
features: [Atomics]
---*/

$262.agent.start(`
  $262.agent.receiveBroadcast(function (buffer) {
    $262.agent.report(Atomics.wait(new Int32Array(buffer), 0, 0, 10000));
    $262.agent.leaving();
  });
`);
var view = new Int32Array(new SharedArrayBuffer(4));
$262.agent.broadcast(view.buffer);
while (Atomics.notify(view, 0) === 0) $262.agent.sleep(1);
var report;
while ((report = $262.agent.getReport()) === null) $262.agent.sleep(1);
assert(report === 'ok');
