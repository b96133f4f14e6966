'use strict';
// console.log: text goes through process.stdout.write once a program has replaced it.
// Node docs: console.log. Passes unchanged under node.

const assert = require('assert');

console.log('before');
const original = process.stdout.write;
const seen = [];
process.stdout.write = (text) => seen.push(text);
console.log('during', [1]);
process.stdout.write = original;

assert.deepStrictEqual(seen, ['during [ 1 ]\n']);
