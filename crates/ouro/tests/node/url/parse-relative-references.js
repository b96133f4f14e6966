'use strict';
// new URL resolves references as the standard has it. WHATWG URL: URL parsing.

const assert = require('node:assert/strict');

for (const [reference, href] of [
  ['g', 'http://a/b/c/g'],
  ['../../../g', 'http://a/g'],
  ['//h:80/x', 'http://h/x'],
  ['?y', 'http://a/b/c/d?y'],
  ['#s', 'http://a/b/c/d?q#s'],
  ['\\\\h\\x', 'http://h/x'],
  ['http://0x7f.1/', 'http://127.0.0.1/'],
  ['http://[1:0:0:0:0:0:0:2]', 'http://[1::2]/'],
  ['http://español.com', 'http://xn--espaol-zwa.com/'],
  ['file:c|/x/../..', 'file:///c:/'],
  ['foo:bar  #x', 'foo:bar %20#x'],
]) {
  assert.equal(new URL(reference, 'http://a/b/c/d?q#f').href, href);
}
