'use strict';
// util.types: answers depend on internal slots, not on prototypes or tags.
// Node docs: util.types. Passes unchanged under node.

const assert = require('assert');
const { types } = require('util');

const values = {
  isDate: new Date(), isRegExp: /x/, isMap: new Map(), isSet: new Set(), isWeakMap: new WeakMap(),
  isWeakSet: new WeakSet(), isPromise: Promise.resolve(), isNativeError: new TypeError(),
  isArrayBuffer: new ArrayBuffer(1), isSharedArrayBuffer: new SharedArrayBuffer(1),
  isDataView: new DataView(new ArrayBuffer(1)), isUint8Array: new Uint8Array(1),
  isFloat64Array: new Float64Array(1), isBigInt64Array: new BigInt64Array(1),
  isNumberObject: Object(1), isStringObject: Object('a'), isBooleanObject: Object(true),
  isBigIntObject: Object(1n), isSymbolObject: Object(Symbol.iterator),
  isProxy: new Proxy({}, {}), isGeneratorObject: (function* () {})(),
  isGeneratorFunction: function* () {}, isAsyncFunction: async () => {},
  isMapIterator: new Map().keys(), isSetIterator: new Set().values(),
  isArgumentsObject: (function () { return arguments; })(),
};
for (const [name, value] of Object.entries(values)) {
  assert.strictEqual(types[name](value), true, name);
  assert.strictEqual(types[name]({}), false, name);
  assert.strictEqual(types[name](), false, name);
}
assert.strictEqual(types.isDate({ __proto__: Date.prototype }), false);
assert.strictEqual(types.isMap(Object.setPrototypeOf(new Map(), null)), true);
assert.strictEqual(types.isAsyncFunction(async function* () {}), true);
