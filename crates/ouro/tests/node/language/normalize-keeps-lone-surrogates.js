'use strict';
// String.prototype.normalize: halves of pairs stay as they are. ECMA-262 §22.1.3.15.

const assert = require('assert');

assert.strictEqual('a\ud800e\u0301\udc00'.normalize(), 'a\ud800\u00e9\udc00');
assert.strictEqual('\udc00\ud800'.normalize('NFKD'), '\udc00\ud800');
assert.strictEqual('\ud83d\ude00\u00e9\ud83d'.normalize('NFD'), '\ud83d\ude00e\u0301\ud83d');
assert.strictEqual('e\u0301'.normalize(), '\u00e9');
assert.throws(() => '\ud800'.normalize('X'), RangeError);
assert.throws(() => String.prototype.normalize.call(null), TypeError);
