'use strict';
// searchParams and search are two views of one query. WHATWG URL: URLSearchParams class.

const assert = require('node:assert/strict');

const url = new URL('http://x/?a=1&b=2&a=3');
const { searchParams } = url;
assert.equal(url.searchParams, searchParams);

searchParams.set('a', 'é &');
searchParams.append('c', '+');
assert.equal(url.search, '?a=%C3%A9+%26&b=2&c=%2B');
searchParams.delete('b', 'other');
searchParams.sort();
assert.equal(searchParams.size, 3);

url.search = '?z=9';
assert.deepEqual([...searchParams], [['z', '9']]);
searchParams.delete('z');
assert.equal(url.href, 'http://x/');
