'use strict';
// import(): from CommonJS and from eval, relative to the file. Node docs: import() expressions.
// Passes unchanged under node.

const assert = require('node:assert/strict');
const fs = require('node:fs');
const { mustCall, mustFail, temporaryFolder } = require('../testkit');

const folder = temporaryFolder();
fs.writeFileSync(`${folder}/a.mjs`, 'export const a = 1; export default 2;');
fs.writeFileSync(`${folder}/x.js`, 'exports.plain = import("./a.mjs"); exports.evaluated = eval("import(\'./a.mjs\')");');
const { plain, evaluated } = require(`${folder}/x.js`);
plain.then(mustCall((found) => assert.deepEqual({ ...found }, { a: 1, default: 2 })));
evaluated.then(mustCall(async (found) => assert.equal(found, await plain)));
import('./absent.mjs').then(assert.fail, mustFail({ code: 'ERR_MODULE_NOT_FOUND' }));
import('node:absent').then(assert.fail, mustFail({ code: 'ERR_UNKNOWN_BUILTIN_MODULE' }));
import('https://example.com/').then(assert.fail, mustFail({ code: 'ERR_UNSUPPORTED_ESM_URL_SCHEME' }));
