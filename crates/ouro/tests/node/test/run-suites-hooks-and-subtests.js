'use strict';
// node:test: suites, hooks and subtests run in the order written. Node docs: Test runner.
// Passes unchanged under node.

const assert = require('node:assert/strict');
const { after, before, beforeEach, describe, it, test } = require('node:test');

const order = [];
describe('suite', () => {
  before(() => order.push('before'));
  beforeEach(() => order.push('each'));
  after(() => order.push('after'));
  it('one', () => order.push('one'));
  it.skip('left out', () => order.push('left out'));
  it('two', async (t) => {
    await t.test('inside', () => order.push('inside'));
    order.push('two');
  });
});
test('at the end', () => {
  assert.deepEqual(order.filter((name) => name !== 'each'), ['before', 'one', 'inside', 'two', 'after']);
  assert.ok(order.indexOf('each') < order.indexOf('one'));
});
test('with a callback', (t, done) => setImmediate(done));
