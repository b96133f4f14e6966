'use strict';
// events: 50,000 listeners added for one event each, and removed by it. No other half.
// Expect: 1249975000

const measure = require('./kit/measure.js');
const { EventEmitter } = require('events');

measure(() => {
  const emitter = new EventEmitter();
  let sum = 0;
  const add = (a) => { sum += a; };
  for (let i = 0; i < 50000; i++) {
    emitter.once('thing', add);
    emitter.emit('thing', i);
  }
  return sum + emitter.listenerCount('thing');
}, { operations: 50000 });
