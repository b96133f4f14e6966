'use strict';
// Start-up: the common builtins required together. No other half.
// Expect: 8

const names = ['fs', 'path', 'events', 'stream', 'util', 'url', 'os', 'assert'];
let loaded = 0;
for (const name of names) if (require(name)) loaded++;
console.log(loaded);
