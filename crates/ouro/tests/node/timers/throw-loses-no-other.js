'use strict';
// A timer or immediate that throws does not keep the others from running.
// Node docs: setTimeout, setImmediate.

const { mustCall } = require('../testkit');

process.on('uncaughtException', mustCall(() => {}, 2));
setTimeout(mustCall(() => { throw new Error('timer'); }), 1);
setTimeout(mustCall(), 1);
setImmediate(mustCall(() => { throw new Error('immediate'); }));
setImmediate(mustCall());
