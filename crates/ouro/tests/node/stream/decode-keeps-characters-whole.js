'use strict';
// readable.setEncoding: characters cut by a chunk's end come whole.
// Node docs: readable.setEncoding. Passes unchanged under node.

const assert = require('node:assert/strict');
const { Readable } = require('node:stream');
const { mustCall } = require('../testkit');

const readable = new Readable({ read() {} });
readable.setEncoding('utf8');
const euro = Buffer.from('a€b');
readable.push(euro.subarray(0, 2));
readable.push(euro.subarray(2));
readable.push(null);
const chunks = [];
readable.on('data', (chunk) => chunks.push(chunk));
readable.on('end', mustCall(() => assert.deepEqual(chunks, ['a', '€b'])));
