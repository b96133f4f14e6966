'use strict';
// Engine, row "full collection with 1 million live objects". No other half.
// Flags: --expose-gc
// Expect: 1000000

const measure = require('./kit/measure.js');

// Bun has a door of its own.
const collect = globalThis.Bun ? () => globalThis.Bun.gc(true) : globalThis.gc;

const live = [];
for (let i = 0; i < 1000000; i++) live.push({ i });

measure(() => {
  collect();
  return live.length;
}, { rounds: 3 });
