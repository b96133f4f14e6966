'use strict';
// vm.createContext: with microtaskMode 'afterEvaluate' the context's microtasks have run when the
// script returns. Node docs: vm.createContext. Passes unchanged under node.

const assert = require('node:assert/strict');
const vm = require('node:vm');

const code = 'Promise.resolve().then(() => Promise.resolve()).then(() => order.push("microtask"))';
const order = [];
const own = vm.createContext({ order }, { microtaskMode: 'afterEvaluate' });
vm.runInContext(code, own);
order.push('returned');
assert.deepEqual(order.splice(0), ['microtask', 'returned']);

vm.runInContext(code, vm.createContext({ order }));
order.push('returned');
assert.deepEqual(order, ['returned']);

vm.runInNewContext(code, { order }, { microtaskMode: 'afterEvaluate' });
assert.deepEqual(order, ['returned', 'microtask']);
