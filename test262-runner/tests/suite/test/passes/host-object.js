// The parts of the host object.
/*---
features: [IsHTMLDDA]
---*/

var row = Object.getOwnPropertyDescriptor($262, 'global');
assert(row.value === globalThis && row.writable && row.configurable && !row.enumerable);
$262.gc();
var buffer = new ArrayBuffer(8);
$262.detachArrayBuffer(buffer);
$262.detachArrayBuffer(buffer);
assert(buffer.byteLength === 0 && buffer.detached);
assert(typeof $262.IsHTMLDDA === 'undefined' && $262.IsHTMLDDA == null);
