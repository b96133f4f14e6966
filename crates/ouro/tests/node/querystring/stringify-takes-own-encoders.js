'use strict';
// querystring.stringify writes primitives, and calls the encoder that it is given or that has
// replaced the module's. Node docs: querystring.stringify, querystring.escape.

const assert = require('node:assert/strict');
const querystring = require('node:querystring');

assert.equal(querystring.stringify({ a: [1, true], b: 'é x', c: null, d: 5n }),
             'a=1&a=true&b=%C3%A9%20x&c=&d=5');
assert.equal(querystring.stringify({ a: 'b' }, ';', ':', { encodeURIComponent: (s) => `<${s}>` }),
             '<a>:<b>');
assert.throws(() => querystring.escape('\uD800'), { name: 'URIError', code: 'ERR_INVALID_URI' });

querystring.escape = () => 'x';
assert.equal(querystring.stringify({ a: 'b' }), 'x=x');
