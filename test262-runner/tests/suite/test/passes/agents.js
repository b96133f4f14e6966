// Two agents that add to shared memory.
/*---
features: [Atomics, SharedArrayBuffer]
---*/

for (var at = 0; at < 2; at++) {
  $262.agent.start(`
    $262.agent.receiveBroadcast(function (buffer, number) {
      var view = new Int32Array(buffer);
      Atomics.add(view, 0, number);
      Atomics.notify(view, 0);
      $262.agent.report('added ' + number);
      $262.agent.leaving();
    });
  `);
}
var view = new Int32Array(new SharedArrayBuffer(4));
$262.agent.broadcast(view.buffer, 21);
var before = $262.agent.monotonicNow();
var reports = [];
while (reports.length < 2) {
  var report = $262.agent.getReport();
  if (report === null) $262.agent.sleep(1);
  else reports.push(report);
}
assert($262.agent.monotonicNow() >= before);
assert(reports.join() === 'added 21,added 21');
assert(Atomics.load(view, 0) === 42);
