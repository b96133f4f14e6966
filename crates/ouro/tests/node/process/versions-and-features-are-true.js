'use strict';
// process.versions, process.release and process.features say what is there, and cannot be changed.
// Node docs: process.versions, process.release, process.features. Passes unchanged under node.

const assert = require('node:assert/strict');
const { builtinModules } = require('node:module');

const { versions, release, features, config } = process;

// What packages compare with their `engines`.
assert.match(process.version, /^v\d+\.\d+\.\d+$/);
assert.equal(versions.node, process.version.slice(1));
assert.match(versions.modules, /^\d+$/);
for (const name of Object.keys(versions)) {
  assert.equal(typeof versions[name], 'string');
  assert.equal(Object.getOwnPropertyDescriptor(versions, name).writable, false, name);
}
assert.throws(() => { versions.node = '1'; }, TypeError);
if (versions.unicode === '17.0') assert(/\p{Script=Sidetic}/u.test('\u{10940}'));

assert.equal(release.name, 'node');
assert.equal(config.variables.napi_build_version, versions.napi);
assert.throws(() => { config.variables = {}; }, TypeError);

for (const name of ['inspector', 'debug', 'uv', 'ipv6', 'tls', 'tls_alpn', 'cached_builtins']) {
  assert.equal(typeof features[name], 'boolean', name);
}
assert.equal(features.tls, builtinModules.includes('tls'));
assert.equal(features.inspector, builtinModules.includes('inspector'));
assert.equal(features.uv, versions.uv !== undefined);
assert.equal(features.require_module, true);
assert([false, 'strip'].includes(features.typescript));
