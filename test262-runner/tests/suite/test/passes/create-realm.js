// A realm beside the test's.
/*---
features: [cross-realm]
---*/

var other = $262.createRealm();
assert(other.global !== this && other.global.Array !== Array);
assert(other.global.$262 === other);
assert(other.evalScript('var here = 1; this') === other.global);
assert(typeof here === 'undefined' && other.global.here === 1);
assert(other.global.Array.prototype.sort.name === 'sort');
