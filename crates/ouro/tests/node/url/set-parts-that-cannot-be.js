'use strict';
// A setter ignores what the URL cannot have. WHATWG URL: URL class.

const assert = require('node:assert/strict');

const url = new URL('http://u:p@h:81/x');
url.protocol = 'foo';
url.port = '99999';
url.hostname = 'a b';
url.host = '';
assert.equal(url.href, 'http://u:p@h:81/x');

url.host = 'k:80';
url.search = 'a b';
url.hash = '#f g';
assert.equal(url.href, 'http://u:p@k/x?a%20b#f%20g');
assert.throws(() => url.href = 'nothing', { code: 'ERR_INVALID_URL' });

const mail = new URL('mailto:a@b');
mail.pathname = '/x';
assert.equal(mail.href, 'mailto:a@b');
