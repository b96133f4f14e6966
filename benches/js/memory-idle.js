'use strict';
// Memory: a program that waits. compare.py reports its peak. No other half.
// Expect: idle

setTimeout(() => console.log('idle'), 50);
