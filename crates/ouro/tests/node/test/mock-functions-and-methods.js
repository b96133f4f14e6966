'use strict';
// node:test: mocks note their calls and can be undone. Node docs: Mocking.
// Passes unchanged under node.

const assert = require('node:assert/strict');
const { mock, test } = require('node:test');

test('a function', () => {
  const add = mock.fn((a, b) => a + b);
  add.mock.mockImplementationOnce(() => 'once');
  assert.equal(add(1, 2), 'once');
  assert.equal(add(1, 2), 3);
  assert.equal(add.mock.callCount(), 2);
  assert.deepEqual(add.mock.calls[1].arguments, [1, 2]);
  assert.equal(add.mock.calls[1].result, 3);
});
test('a method', (t) => {
  const it = { value: 5, get() { return this.value; } };
  t.mock.method(it, 'get', function() { return -this.value; });
  assert.equal(it.get(), -5);
  it.get.mock.restore();
  assert.equal(it.get(), 5);
});
