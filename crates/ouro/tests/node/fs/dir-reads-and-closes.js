'use strict';
// Dir: entries one by one, by iteration and at once; closed twice is ERR_DIR_CLOSED.
// Node docs: Class: fs.Dir.
// Passes unchanged under node.

const assert = require('assert');
const fs = require('fs');
const { mustCall, temporaryFolder } = require('../testkit');
const folder = temporaryFolder();
for (const name of ['a', 'b', 'c']) fs.writeFileSync(`${folder}/${name}`, '');
const dir = fs.opendirSync(folder);
assert.strictEqual(dir.path, folder);
const names = [];
for (let entry = dir.readSync(); entry !== null; entry = dir.readSync()) names.push(entry.name);
assert.deepStrictEqual(names.sort(), ['a', 'b', 'c']);
dir.closeSync();
assert.throws(() => dir.closeSync(), { code: 'ERR_DIR_CLOSED' });
assert.throws(() => fs.opendirSync(`${folder}/none`), { code: 'ENOENT', syscall: 'opendir' });
(async () => {
  const found = [];
  for await (const entry of await fs.promises.opendir(folder)) found.push(entry.name);
  assert.deepStrictEqual(found.sort(), ['a', 'b', 'c']);
})().then(mustCall());
