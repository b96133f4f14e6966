'use strict';
// Subscribers hear messages in order; one that throws does not stop the others.
// Node docs: Diagnostics Channel.

const assert = require('node:assert/strict');
const channels = require('node:diagnostics_channel');
const { mustCall } = require('../testkit');

const channel = channels.channel('mine');
assert.equal(channels.channel('mine'), channel);
assert.equal(channel.hasSubscribers, false);

const heard = [];
const thrower = () => { throw new Error('heard'); };
channels.subscribe('mine', thrower);
channels.subscribe('mine', (message, name) => heard.push([message.a, name]));
process.on('uncaughtException', mustCall(({ message }) => assert.equal(message, 'heard')));
channel.publish({ a: 1 });
assert.deepEqual(heard, [[1, 'mine']]);
assert.equal(channel.unsubscribe(thrower), true);
assert.equal(channel.unsubscribe(thrower), false);
assert.throws(() => channels.channel(1), { code: 'ERR_INVALID_ARG_TYPE' });
