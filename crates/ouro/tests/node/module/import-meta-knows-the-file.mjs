// import.meta: url, filename, dirname, main, resolve. Node docs: import.meta.
// Passes unchanged under node.

import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';

assert.deepEqual(Object.keys(import.meta), ['dirname', 'filename', 'main', 'resolve', 'url']);
assert.equal(Object.getPrototypeOf(import.meta), null);
assert.equal(import.meta.filename, fileURLToPath(import.meta.url));
assert.equal(import.meta.filename, `${import.meta.dirname}/import-meta-knows-the-file.mjs`);
assert.equal(import.meta.main, true);
assert.equal(import.meta.resolve('./absent.mjs'), new URL('./absent.mjs', import.meta.url).href);
assert.equal(import.meta.resolve('fs'), 'node:fs');
assert.throws(() => import.meta.resolve('absent-package'), { code: 'ERR_MODULE_NOT_FOUND' });
