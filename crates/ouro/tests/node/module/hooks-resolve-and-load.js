'use strict';
// module.registerHooks: resolve and load for require and import. Node docs: module.registerHooks.
// Passes unchanged under node.

const assert = require('node:assert/strict');
const { registerHooks } = require('node:module');
const { mustCall } = require('../testkit');

const hooks = registerHooks({
  resolve(specifier, context, next) {
    return specifier.startsWith('virtual:') ?
      { url: specifier, format: specifier.endsWith('m') ? 'module' : 'commonjs', shortCircuit: true } :
      next(specifier);
  },
  load(url, context, next) {
    if (!url.startsWith('virtual:')) return next(url);
    const source = context.format === 'module' ? 'export default 1' : 'module.exports = 2';
    return { format: context.format, source, shortCircuit: true };
  },
});
assert.equal(require('virtual:c'), 2);
import('virtual:m').then(mustCall((found) => {
  assert.equal(found.default, 1);
  hooks.deregister();
  assert.throws(() => require('virtual:other'), { code: 'MODULE_NOT_FOUND' });
}));
