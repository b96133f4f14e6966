'use strict';
// The promise timers resolve with their value and reject when their signal aborts.
// Node docs: Timers Promises API.

const assert = require('node:assert/strict');
const { setTimeout, setInterval, setImmediate, scheduler } = require('node:timers/promises');
const { mustCall } = require('../testkit');

(async () => {
  assert.equal(await setTimeout(1, 'a'), 'a');
  assert.equal(await setImmediate('b'), 'b');
  assert.equal(await scheduler.wait(1), undefined);
  await assert.rejects(setTimeout('1'), { code: 'ERR_INVALID_ARG_TYPE' });

  const controller = new AbortController();
  const wait = setTimeout(100_000, null, { signal: controller.signal });
  controller.abort(new Error('why'));
  await assert.rejects(wait, { name: 'AbortError', code: 'ABORT_ERR' });

  let runs = 0;
  for await (const value of setInterval(1, 'tick')) {
    assert.equal(value, 'tick');
    if (++runs === 3) break;
  }
})().then(mustCall());
