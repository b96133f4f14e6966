'use strict';
// fs.rename: an absent source is ENOENT, and the error names both paths.
// Node docs: fs.rename.
// Passes unchanged under node.

const assert = require('assert');
const fs = require('fs');
const { mustFail, temporaryFolder } = require('../testkit');
const folder = temporaryFolder();
const [absent, wanted] = [`${folder}/absent`, `${folder}/wanted`];
const refusal = { code: 'ENOENT', syscall: 'rename', path: absent, dest: wanted, errno: -2 };
const message = `ENOENT: no such file or directory, rename '${absent}' -> '${wanted}'`;

assert.throws(() => fs.renameSync(absent, wanted), { ...refusal, message });
fs.rename(absent, wanted, mustFail(refusal));
fs.promises.rename(absent, wanted).then(assert.fail, mustFail(refusal));
