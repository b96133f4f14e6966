'use strict';
// fs.rename: a file already at the new path is replaced, in every voice.
// Node docs: fs.rename.
// Passes unchanged under node.

const assert = require('assert');
const fs = require('fs');
const { mustSucceed, temporaryFolder } = require('../testkit');
const folder = temporaryFolder();
const at = (name) => `${folder}/${name}`;
for (const name of ['a', 'b', 'c', 'd']) fs.writeFileSync(at(name), name);

fs.renameSync(at('a'), at('b'));
assert.strictEqual(fs.readFileSync(at('b'), 'utf8'), 'a');
assert.strictEqual(fs.existsSync(at('a')), false);
fs.rename(at('b'), at('c'), mustSucceed((...rest) => {
  assert.deepStrictEqual(rest, []);
  fs.promises.rename(at('c'), at('d')).then((value) => {
    assert.strictEqual(value, undefined);
    assert.strictEqual(fs.readFileSync(at('d'), 'utf8'), 'a');
  });
}));
