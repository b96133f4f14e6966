'use strict';
// The legacy url.resolve has its own idea of references. Node docs: url.resolve, url.format.

const assert = require('node:assert/strict');
const url = require('node:url');

assert.equal(url.resolve('/one/two/three', 'four'), '/one/two/four');
assert.equal(url.resolve('http://example.com/', '/one'), 'http://example.com/one');
assert.equal(url.resolve('http://u:p@h/a/b', '../../../c?d#e'), 'http://u:p@h/c?d#e');
assert.equal(url.resolve('mailto:a@b', 'c@d'), 'mailto:c@d');
assert.equal(url.format({ protocol: 'http', host: 'x', pathname: '/p', query: { a: [1, 2] } }),
             'http://x/p?a=1&a=2');
assert.equal(url.format(new URL('http://u@xn--espaol-zwa.com/#x'),
                        { unicode: true, fragment: false, auth: false }), 'http://español.com/');
