// Inline caches: what was remembered of objects that change. A line `//- name` begins each snippet;
// `show(f)` prints what f returns or throws.
//- deleted on a prototype two up
const a = { x: 1, y: 2 }; const b = Object.create(a); const c = Object.create(b); const f = (o) => o.y; show(() => f(c)); show(() => f(b)); delete a.x; show(() => f(c)); show(() => f(b)); delete a.y; show(() => f(b)); show(() => f(c));
//- a lazy getter that replaces itself by delete
const o = { get x() { delete this.x; return this.x = 5; }, z: 1 }; const f = (o) => o.x; show(() => f(o)); show(() => f(o)); show(() => f(o)); show(() => Object.keys(o));
//- a lazy getter on a prototype that replaces itself
class A { get x() { delete A.prototype.x; A.prototype.x = 7; return 7; } } const f = (o) => o.x; show(() => f(new A())); show(() => f(new A())); show(() => f(new A()));
//- a lazy getter on a prototype that deletes itself
class A { get x() { delete A.prototype.x; return 7; } } const f = (o) => o.x; show(() => f(new A())); show(() => f(new A())); show(() => f(new A()));
//- a getter that defines a function in its place
const o = { get x() { Object.defineProperty(this, 'x', { value: () => 1 }); return 5; } }; const f = (o) => o.x; show(() => f(o)); show(() => typeof f(o)); show(() => typeof f(o));
//- a getter on Object.prototype that vanishes
Object.defineProperty(Object.prototype, 'zz', { configurable: true, get() { delete Object.prototype.zz; return 1; } }); const f = (o) => o.zz; show(() => f({})); show(() => f({})); show(() => f({}));
//- a setter that deletes itself
const p = { set x(v) { delete p.x; this.y = v; } }; const o = Object.create(p); const f = (o, v) => { o.x = v; return Object.keys(o).join(); }; show(() => f(o, 1)); show(() => f(o, 2)); show(() => f(o, 3));
//- accessor to data on a prototype
const p = { get x() { return 1; }, y: 2 }; const o = Object.create(p); const f = (o) => [o.x, o.y].join(); show(() => f(o)); Object.defineProperty(p, 'x', { value: 3 }); show(() => f(o)); show(() => f(o));
//- data to accessor on a prototype, before another
const p = { a: 1, b: 2, c: 3 }; const o = Object.create(p); const f = (o) => [o.a, o.b, o.c].join(); show(() => f(o)); Object.defineProperty(p, 'a', { get: () => 9 }); show(() => f(o)); show(() => f(o));
//- __proto__ set in a loop
const d = {}; for (let i = 0; i < 3; i++) d.__proto__ = { i }; show(() => d.i);
//- __proto__ read in a loop
const d = {}; let n = 0; for (let i = 0; i < 5; i++) { if (d.__proto__ === Object.prototype) n++; } show(() => n);
//- setPrototypeOf in a hot loop
const ps = [{ x: 1 }, { y: 0, x: 2 }, { z: 1, y: 2, x: 3 }]; const o = {}; const f = (o) => o.x; let s = 0; for (let i = 0; i < 300; i++) { Object.setPrototypeOf(o, ps[i % 3]); s += f(o); } show(() => s);
//- many properties, then a shadowed prototype
const p = { x: 'proto' }; const o = Object.create(p); for (let i = 0; i < 1500; i++) o['k' + i] = i; const f = (o) => o.x; show(() => f(o)); show(() => f(o)); o.x = 'own'; show(() => f(o));
//- a builtin's prototype, shadowed
const f = (o) => o.hasOwnProperty; show(() => f(Math) === Object.prototype.hasOwnProperty); show(() => f(Math) === Object.prototype.hasOwnProperty); Math.hasOwnProperty = 1; show(() => f(Math));
//- a constructor's static, shadowed
class A { static m() { return 'A'; } } class B extends A {} const f = () => B.m(); show(f); show(f); B.m = () => 'B'; show(f); delete B.m; show(f); A.m = () => 'A2'; show(f); delete A.m; show(f);
//- frozen while cached, many properties
const o = {}; for (let i = 0; i < 1500; i++) o['k' + i] = i; const f = (o, v) => { o.k3 = v; return o.k3; }; show(() => f(o, 1)); show(() => f(o, 2)); Object.freeze(o); show(() => f(o, 3));
//- read-only on a builtin, while cached
const f = (v) => { Math.qq = v; return Math.qq; }; show(() => f(1)); show(() => f(2)); Object.defineProperty(Math, 'qq', { writable: false }); show(() => f(3));
//- methods of a class replaced, deleted and made anew
class A { m() { return 1; } n() { return 2; } } const f = (o) => [o.m?.(), o.n?.()].join(); const o = new A(); show(() => f(o)); delete A.prototype.m; show(() => f(o)); A.prototype.m = () => 5; show(() => f(o)); delete A.prototype.n; show(() => f(o)); for (let i = 0; i < 50; i++) { A.prototype['x' + i] = i; } for (let i = 0; i < 50; i++) { delete A.prototype['x' + i]; } show(() => f(o));
//- String.prototype polluted and cleaned
String.prototype.foo = function () { return 'foo' + this; }; const f = (s) => s.foo(); show(() => f('a')); show(() => f('b')); delete String.prototype.foo; show(() => f('c')); Number.prototype.foo = 1; const g = (n) => n.foo; show(() => g(1)); delete Number.prototype.foo; show(() => g(1)); Symbol.prototype.foo = 1; show(() => g(Symbol())); delete Symbol.prototype.foo; show(() => g(Symbol())); show(() => g(1n)); show(() => g(true));
//- Array.prototype polluted and cleaned
Array.prototype.last = function () { return this[this.length - 1]; }; const f = (a) => a.last(); show(() => f([1, 2])); show(() => f([3])); delete Array.prototype.last; show(() => f([1]));
//- Function.prototype polluted and cleaned
Function.prototype.foo = 1; const f = (g) => g.foo; show(() => f(() => 1)); show(() => f(class {})); delete Function.prototype.foo; show(() => f(() => 1)); show(() => f(class {}));
//- the global object's prototype polluted and cleaned
Object.prototype.glob = 1; const f = () => glob; show(f); show(f); delete Object.prototype.glob; show(f); globalThis.glob = 2; show(f); delete globalThis.glob; show(f);
//- a global's getter that deletes itself
Object.defineProperty(globalThis, 'lazy', { configurable: true, get() { delete globalThis.lazy; globalThis.lazy = 8; return 8; } }); const f = () => lazy; show(f); show(f); show(() => globalThis.lazy);
//- super properties, deleted
class A { m() { return 1; } } class B extends A { m() { return super.m?.(); } } const b = new B(); show(() => b.m()); show(() => b.m()); delete A.prototype.m; show(() => b.m()); Object.setPrototypeOf(B.prototype, { m: () => 4 }); show(() => b.m());
//- super setters
class A { set x(v) { this.y = v; } } class B extends A { f(v) { super.x = v; return Object.keys(this).join(); } } const b = new B(); show(() => b.f(1)); show(() => b.f(2)); delete A.prototype.x; show(() => b.f(3)); show(() => b.f(4));
//- optional chains under a changing prototype
const p = { f() { return this.v; } }; const o = Object.create(p, { v: { value: 3, configurable: true, writable: true } }); const g = (o) => o?.f?.(); show(() => g(o)); delete p.f; show(() => g(o)); p.f = () => 9; show(() => g(o)); delete o.v; show(() => g(o));
//- private names and caches
class A { #x = 1; get x() { return this.#x; } set x(v) { this.#x = v; } } const o = new A(); const f = (o) => ++o.x; show(() => f(o)); show(() => f(o)); show(() => f(Object.create(o))); Object.defineProperty(A.prototype, 'x', { value: 1, writable: true }); show(() => f(o)); show(() => f(o));
//- a prototype with 2,000 properties, thinned
const p = {}; for (let i = 0; i < 2000; i++) p['k' + i] = i; const o = Object.create(p); const f = (o) => o.k1999; show(() => f(o)); for (let i = 0; i < 1999; i++) delete p['k' + i]; show(() => f(o)); delete p.k1999; show(() => f(o));
//- instances of a constructor whose prototype is replaced
function F() { this.a = 1; } F.prototype.m = () => 1; const f = (o) => o.m(); show(() => f(new F())); F.prototype = { z: 0, m: () => 2 }; show(() => f(new F())); delete F.prototype.z; show(() => f(new F())); delete F.prototype.m; show(() => f(new F()));
//- a prototype that is an array
const p = [1, 2, 3]; p.foo = 1; const o = Object.create(p); const f = (o) => [o.foo, o.length, o[1]].join(); show(() => f(o)); p.length = 0; delete p.foo; show(() => f(o)); p.push(9, 8); show(() => f(o));
//- a prototype that is a Proxy, then not
const p = new Proxy({ x: 1 }, {}); const o = Object.create(p); const f = (o) => o.x; show(() => f(o)); show(() => f(o)); Object.setPrototypeOf(o, { y: 1, x: 2 }); show(() => f(o)); delete Object.getPrototypeOf(o).y; show(() => f(o));
//- an object that becomes a prototype later
const p = { a: 1, b: 2 }; const g = (o) => o.b; show(() => g(p)); const o = { __proto__: p }; show(() => g(o)); delete p.a; show(() => g(p)); show(() => g(o));
//- null prototypes under a cache
const f = (o) => o.toString; show(() => typeof f({})); show(() => typeof f(Object.create(null))); const o = {}; show(() => typeof f(o)); Object.setPrototypeOf(o, null); show(() => typeof f(o));
//- instance fields and a prototype of the same name
class A { x = 1; } A.prototype.x = 5; A.prototype.y = 6; const f = (o) => [o.x, o.y].join(); const o = new A(); show(() => f(o)); delete o.x; show(() => f(o)); delete A.prototype.x; show(() => f(o)); delete A.prototype.y; show(() => f(o));
//- in and hasOwn after deletes
const p = { x: 1 }; const o = Object.create(p); const f = (o) => 'x' in o; show(() => f(o)); delete p.x; show(() => f(o)); show(() => Object.hasOwn(p, 'x')); with_ = 1; delete globalThis.with_; show(() => typeof with_);
//- Object.assign and spread after attribute changes
const o = { b: 1, a: 2 }; Object.defineProperty(o, 'b', { enumerable: false }); o.c = 4; delete o.a; show(() => Object.keys(o).join()); show(() => JSON.stringify({ ...o })); show(() => JSON.stringify(Object.assign({}, o)));
//- attributes changed, then a property deleted
const o = { a: 1, b: 2, c: 3, d: 4 }; Object.defineProperty(o, 'a', { writable: false }); Object.defineProperty(o, 'c', { get: () => 33, configurable: true, enumerable: true }); delete o.b; show(() => JSON.stringify(o)); o.a = 9; show(() => o.a); show(() => o.d); Object.defineProperty(o, 'c', { value: 5 }); delete o.d; show(() => JSON.stringify(o));
//- a prototype's property made enumerable no more, for-in
const p = { a: 1, b: 2 }; const o = Object.create(p); o.c = 1; const f = (o) => { const r = []; for (const k in o) r.push(k); return r.join(); }; show(() => f(o)); Object.defineProperty(p, 'a', { enumerable: false }); show(() => f(o)); delete p.b; show(() => f(o));
//- for-in that deletes and adds
const o = { a: 1, b: 2, c: 3 }; const r = []; for (const k in o) { r.push(k); delete o.b; o['n' + k] = 1; delete o[k]; } show(() => r.join()); show(() => Object.keys(o).join());
//- arguments objects under caches
function f(a, b) { delete arguments[0]; arguments[0] = 5; Object.defineProperty(arguments, 1, { value: 8, writable: false }); b = 9; return [a, b, arguments[0], arguments[1], arguments.length].join(); } show(() => f(1, 2)); show(() => f(1, 2)); show(() => f());
//- a class whose prototype chain is rebuilt while a method runs
class A { m() { Object.setPrototypeOf(B.prototype, null); return this.n; } } class B extends A {} B.prototype.n = 4; const b = new B(); const f = (o) => o.m(); show(() => f(b)); show(() => f(b));
//- __defineGetter__, __lookupSetter__ and kin under a cache
const o = { x: 1 }; const f = (o) => o.x; show(() => f(o)); o.__defineGetter__('x', () => 2); show(() => f(o)); o.__defineSetter__('x', function (v) { this.y = v; }); o.x = 4; show(() => o.y); show(() => o.__lookupGetter__('x')()); delete o.x; show(() => f(o));
//- Map.prototype and Promise.prototype patched, restored
const old = Map.prototype.get; const f = (m) => m.get(1); const m = new Map([[1, 2]]); show(() => f(m)); Map.prototype.get = () => 'patched'; show(() => f(m)); Map.prototype.get = old; show(() => f(m)); delete Map.prototype.get; show(() => f(m)); Map.prototype.get = old; show(() => f(m)); const then = Promise.prototype.then; delete Promise.prototype.then; (async () => { try { await { then(a) { a(1); } }; await 1; console.log('ok'); } finally { } })(); Promise.prototype.then = then;
//- a stub that is restored by delete, as sinon does
class Api { get() { return 'real'; } } const api = new Api(); const use = (o) => o.get(); show(() => use(api)); api.get = () => 'own stub'; show(() => use(api)); delete api.get; show(() => use(api)); const real = Api.prototype.get; Object.defineProperty(Api.prototype, 'get', { value: () => 'stub', configurable: true, writable: true }); show(() => use(api)); Object.defineProperty(Api.prototype, 'get', { value: real, configurable: true, writable: true, enumerable: false }); show(() => use(api));
