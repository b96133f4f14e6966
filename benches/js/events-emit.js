'use strict';
// events: 200,000 events with three listeners and two arguments. No other half.
// Expect: 20000300000

const measure = require('./kit/measure.js');
const { EventEmitter } = require('events');

measure(() => {
  const emitter = new EventEmitter();
  let sum = 0;
  emitter.on('thing', (a) => { sum += a; });
  emitter.on('thing', (a, b) => { sum += b; });
  emitter.on('thing', () => { sum++; });
  for (let i = 0; i < 200000; i++) emitter.emit('thing', i, 1);
  return sum;
}, { operations: 200000 });
