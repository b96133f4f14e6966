'use strict';
// punycode encodes by RFC 3492. Node docs: Punycode.

const assert = require('node:assert/strict');
const punycode = require('node:punycode');

assert.equal(punycode.encode('mañana'), 'maana-pta');
assert.equal(punycode.decode('--dqo34k'), '☃-⌘');
assert.equal(punycode.toASCII('mañana.com'), 'xn--maana-pta.com');
assert.equal(punycode.toUnicode('xn--maana-pta.com'), 'mañana.com');
assert.deepEqual(punycode.ucs2.decode('a\u{1F600}'), [97, 0x1F600]);
assert.throws(() => punycode.decode('\x81-'), RangeError);
