'use strict';
// util.MIMEType: the error of a wrong text says which part is wrong, and where in it.
// Node docs: Class: util.MIMEType. Passes unchanged under node.

const assert = require('node:assert/strict');
const { MIMEType } = require('node:util');

const refuse = (text, what, at) => assert.throws(() => new MIMEType(text), {
  code: 'ERR_INVALID_MIME_SYNTAX',
  message: `The MIME syntax for a ${what} in "${text}" is invalid${at}`,
});
refuse('(a/b', 'type', ' at 0');
refuse('a/b(', 'subtype', ' at 1');
refuse('a/', 'subtype', '');
