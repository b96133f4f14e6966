// import of JSON needs its type. Node docs: Import attributes.
// Passes unchanged under node.

import assert from 'node:assert/strict';

const json = 'data:application/json,{"a":1}';
const found = await import(json, { with: { type: 'json' } });
assert.deepEqual({ ...found }, { default: { a: 1 } });
await assert.rejects(import(json), {
  code: 'ERR_IMPORT_ATTRIBUTE_MISSING',
  message: `Module "${json}" needs an import attribute of "type: json"`,
});
const script = 'data:text/javascript,export default 1';
await assert.rejects(import(script, { with: { type: 'json' } }), { code: 'ERR_IMPORT_ATTRIBUTE_TYPE_INCOMPATIBLE' });
await assert.rejects(import(script, { with: { type: 'css' } }), {
  code: 'ERR_IMPORT_ATTRIBUTE_UNSUPPORTED',
  message: `Import attribute "type" with value "css" is not supported in ${script}`,
});
await assert.rejects(import(script, { with: { other: 'x' } }), { code: 'ERR_IMPORT_ATTRIBUTE_UNSUPPORTED' });
await assert.rejects(import('data:text/x,1'), { code: 'ERR_UNKNOWN_MODULE_FORMAT' });
