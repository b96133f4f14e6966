'use strict';
// Engine, RegExp: ^(a+)+$ on text where backtracking takes for ever. Peers without a linear
// engine are given 22 letters, not 100,000. No other half.
// Expect: false

const measure = require('./kit/measure.js');

const letters = process.versions.ouro ? 100000 : 22;
const text = 'a'.repeat(letters) + '!';

measure(() => /^(a+)+$/.test(text), { rounds: 1 });
