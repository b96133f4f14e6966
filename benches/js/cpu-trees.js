'use strict';
// CPU: binary trees made, walked and dropped. No other half.
// Expect: 65520

const measure = require('./kit/measure.js');

const grow = (depth) => (depth === 0 ? { left: null, right: null }
  : { left: grow(depth - 1), right: grow(depth - 1) });
const count = (tree) => (tree.left === null ? 1 : 1 + count(tree.left) + count(tree.right));

measure(() => {
  let sum = 0;
  for (let i = 0; i < 16; i++) sum += count(grow(11));
  return sum;
});
