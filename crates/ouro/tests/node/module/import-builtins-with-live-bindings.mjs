// Builtins export their names, live through syncBuiltinESMExports. Node docs: Builtin modules.
// Passes unchanged under node.

import assert from 'node:assert/strict';
import path, { basename } from 'node:path';
import { syncBuiltinESMExports } from 'node:module';

const original = path.basename;
assert.equal(basename, original);
path.basename = () => 'patched';
assert.equal(basename, original);
syncBuiltinESMExports();
assert.equal(basename('/a/b'), 'patched');
path.basename = original;
syncBuiltinESMExports();
assert.equal(basename('/a/b'), 'b');
