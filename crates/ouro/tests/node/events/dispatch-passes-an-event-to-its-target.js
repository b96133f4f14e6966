'use strict';
// EventTarget.dispatchEvent: listeners get the event once each, may prevent its default and stop it.
// WHATWG DOM: dispatch. Passes unchanged under node.

const assert = require('node:assert/strict');

const target = new EventTarget();
const seen = [];
target.addEventListener('go', function(event) {
  seen.push([this === target, event.target === target, event.eventPhase, event.detail]);
  event.preventDefault();
}, { once: true });
const object = { handleEvent: (event) => seen.push(event.defaultPrevented) };
target.addEventListener('go', object);
target.addEventListener('go', object);

const event = new CustomEvent('go', { cancelable: true, detail: 7 });
assert.equal(target.dispatchEvent(event), false);
assert.deepEqual(seen, [[true, true, Event.AT_TARGET, 7], true]);
assert.equal(event.currentTarget, null);
assert.equal(target.dispatchEvent(new Event('go')), true);
assert.deepEqual(seen.slice(2), [false]);

target.addEventListener('stop', (event) => event.stopImmediatePropagation());
target.addEventListener('stop', () => assert.fail('stopped'));
target.dispatchEvent(new Event('stop'));

assert.throws(() => new Event(), { code: 'ERR_MISSING_ARGS' });
assert.throws(() => target.dispatchEvent({}), { code: 'ERR_INVALID_ARG_TYPE' });
