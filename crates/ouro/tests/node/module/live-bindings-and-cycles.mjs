// Bindings are live, and hoisted functions work across a cycle. ECMA-262 §16.2.1.
// Passes unchanged under node.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import { createRequire } from 'node:module';

const { temporaryFolder } = createRequire(import.meta.url)('../testkit');
const folder = temporaryFolder();
fs.writeFileSync(`${folder}/a.mjs`, 'import { b } from "./b.mjs"; export let n = 0; export function up() { n++; return b(); }');
fs.writeFileSync(`${folder}/b.mjs`, 'import { n } from "./a.mjs"; export function b() { return n; }');
const a = await import(`${folder}/a.mjs`);
assert.equal(a.n, 0);
assert.equal(a.up(), 1);
assert.equal(a.n, 1);
assert.throws(() => { a.n = 5; }, TypeError);
const again = await import(`${folder}/a.mjs?copy`);
assert.notEqual(again, a);
