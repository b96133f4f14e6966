// What made the engine panic, or may: surprises in the middle of its own steps. A line `//- name`
// begins each snippet; `show(f)` prints what f returns or throws.
//- a prototype's property, deleted under an inline cache
Object.prototype.foo = 1; const f = (o) => o.foo; show(() => f({})); delete Object.prototype.foo; show(() => f({}));
//- a prototype's property, deleted under a cache of a class
class A {} A.prototype.x = 1; const g = (o) => o.x; show(() => g(new A())); show(() => g(new A())); delete A.prototype.x; show(() => g(new A()));
//- a prototype's getter, deleted under a cache
Object.defineProperty(Object.prototype, 'bar', { get: () => 5, configurable: true }); const h = (o) => o.bar; show(() => h({})); delete Object.prototype.bar; show(() => h({}));
//- a prototype's setter, deleted under a cache
Object.defineProperty(Object.prototype, 'baz', { set() {}, configurable: true }); const s = (o) => { o.baz = 1; return o.baz; }; show(() => s({})); delete Object.prototype.baz; show(() => s({}));
//- a method, deleted and called
class B { m() { return 1; } } const call = (o) => o.m(); const b = new B(); show(() => call(b)); delete B.prototype.m; show(() => call(b));
//- a property of two, deleted under a cache
const o2 = { __proto__: { a: 1, b: 2, c: 3 } }; const get = (o) => o.c; show(() => get(o2)); delete Object.getPrototypeOf(o2).a; show(() => get(o2)); delete Object.getPrototypeOf(o2).c; show(() => get(o2));
//- a global, deleted under a cache
globalThis.gone = 1; const r = () => typeof gone; show(r); delete globalThis.gone; show(r); show(() => gone);
//- an own property, deleted under a cache
const own = (o) => o.x; const o3 = { y: 1, x: 2 }; show(() => own(o3)); delete o3.y; show(() => own(o3)); delete o3.x; show(() => own(o3));
//- Reflect.deleteProperty of a prototype's property
Object.prototype.qux = 1; const q = (o) => o.qux; show(() => q({})); show(() => Reflect.deleteProperty(Object.prototype, 'qux')); show(() => q({}));
//- a prototype exchanged under a cache
const p1 = { x: 1 }, p2 = {}; const o4 = Object.create(p1); const gx = (o) => o.x; show(() => gx(o4)); Object.setPrototypeOf(o4, p2); show(() => gx(o4)); Object.setPrototypeOf(o4, null); show(() => gx(o4));
//- a prototype's property made an accessor under a cache
const p5 = { x: 1, y: 2 }; const o5 = Object.create(p5); const gy = (o) => o.y; show(() => gy(o5)); Object.defineProperty(p5, 'y', { get: () => 7 }); show(() => gy(o5)); Object.defineProperty(p5, 'x', { get: () => 8 }); show(() => gy(o5));
//- frozen under a cache
const o6 = { x: 1 }; const sx = (o, v) => { o.x = v; return o.x; }; show(() => sx(o6, 2)); Object.freeze(o6); show(() => sx(o6, 3));
//- polluted prototypes
Array.prototype[1] = 'p'; show(() => [, ,].map((x) => x).join()); show(() => { const a = [3, , 1]; return a.sort().join(); }); show(() => JSON.stringify([, 1])); show(() => [...[, ,]].join()); show(() => [,].concat([, ,]).join()); show(() => Array.from([, ,]).join());
//- ArrayBuffer.slice that shrinks in its arguments
const rb = new ArrayBuffer(64, { maxByteLength: 64 }); show(() => rb.slice({ valueOf() { rb.resize(8); return 0; } }, 64).byteLength);
//- ArrayBuffer.slice that shrinks in its second argument
const rc = new ArrayBuffer(64, { maxByteLength: 64 }); show(() => rc.slice(32, { valueOf() { rc.resize(8); return 64; } }).byteLength);
//- ArrayBuffer.slice that is transferred in its arguments
const rd = new ArrayBuffer(64); show(() => rd.slice({ valueOf() { rd.transfer(); return 0; } }).byteLength);
//- ArrayBuffer.slice whose species returns itself
const re = new ArrayBuffer(8); re.constructor = { [Symbol.species]: function () { return re; } }; show(() => re.slice(0).byteLength);
//- ArrayBuffer.slice whose species shrinks
const rf = new ArrayBuffer(64, { maxByteLength: 64 }); rf.constructor = { [Symbol.species]: function (n) { rf.resize(1); return new ArrayBuffer(n); } }; show(() => rf.slice(8).byteLength);
//- SharedArrayBuffer.slice that grows
const sg = new SharedArrayBuffer(8, { maxByteLength: 64 }); show(() => sg.slice({ valueOf() { sg.grow(64); return 0; } }).byteLength);
//- ArrayBuffer.resize that is detached in its argument
const rg = new ArrayBuffer(8, { maxByteLength: 64 }); show(() => rg.resize({ valueOf() { rg.transfer(); return 4; } }));
//- transfer to a giant
show(() => new ArrayBuffer(8).transfer(2 ** 50));
//- typed arrays that shrink in their arguments
for (const m of ['fill', 'slice', 'subarray', 'copyWithin', 'indexOf', 'lastIndexOf', 'includes', 'at', 'with', 'set', 'join', 'sort', 'toSorted', 'map', 'filter', 'reduce', 'find', 'findLast', 'forEach', 'every', 'reverse', 'toReversed', 'entries', 'toLocaleString']) { const b = new ArrayBuffer(64, { maxByteLength: 128 }), a = new Uint8Array(b); const evil = { valueOf() { b.resize(4); return 2; }, toString() { b.resize(4); return ','; } }; show(() => typeof a[m](evil, evil, evil)); const c = new ArrayBuffer(64, { maxByteLength: 128 }), d = new Uint32Array(c, 8); show(() => typeof d[m]((x) => { c.resize(10); return 1; }, 1)); }
//- typed arrays that are detached in their arguments
for (const m of ['fill', 'slice', 'subarray', 'copyWithin', 'indexOf', 'lastIndexOf', 'includes', 'at', 'with', 'set', 'join', 'sort', 'toSorted', 'map', 'filter', 'find', 'forEach', 'reverse']) { const b = new ArrayBuffer(64), a = new Uint8Array(b); const evil = { valueOf() { structuredClone(b, { transfer: [b] }); return 2; }, toString() { b.transfer(); return ','; } }; show(() => typeof a[m](evil, 1, 9)); const c = new ArrayBuffer(64), d = new Float64Array(c); show(() => typeof d[m](() => { c.transfer?.(); return 1; })); }
//- DataView that shrinks in its arguments
{ const b = new ArrayBuffer(64, { maxByteLength: 64 }), v = new DataView(b); show(() => v.getFloat64({ valueOf() { b.resize(4); return 32; } })); show(() => v.setFloat64(0, { valueOf() { b.resize(1); return 1; } })); show(() => v.byteLength); const w = new DataView(new ArrayBuffer(8)); show(() => w.getInt8(2 ** 53)); show(() => w.getBigInt64(-1)); show(() => w.setInt8(Infinity, 1)); }
//- DataView whose prototype getter shrinks
{ const b = new ArrayBuffer(64, { maxByteLength: 64 }); const t = function () {}.bind(); Object.defineProperty(t, 'prototype', { get() { b.resize(4); return DataView.prototype; } }); show(() => Reflect.construct(DataView, [b, 32], t).byteLength); const u = function () {}.bind(); Object.defineProperty(u, 'prototype', { get() { b.transfer(); return Uint8Array.prototype; } }); show(() => Reflect.construct(Uint8Array, [b, 0], u).length); }
//- set of itself with an overlap
show(() => { const a = new Uint8Array([1, 2, 3, 4]); a.set(a.subarray(0, 3), 1); return a.join(); }); show(() => { const a = new Uint8Array(8); new Uint16Array(a.buffer).set(a.subarray(0, 4)); return 1; }); show(() => new Uint8Array(4).set([1], 2 ** 53)); show(() => new Uint8Array(4).set([1], -1));
//- Atomics on odd things
{ const a = new Int32Array(new ArrayBuffer(8)); show(() => Atomics.wait(a, 0, 0)); show(() => Atomics.add(a, 9, 1)); show(() => Atomics.add(new Float64Array(1), 0, 1)); show(() => Atomics.store(a, 0, { valueOf() { a.buffer.transfer(); return 1; } })); show(() => Atomics.waitAsync && 1); show(() => Atomics.notify(a, 0)); show(() => Atomics.isLockFree(2 ** 53)); }
//- sort with comparators that lie
show(() => Array.from({ length: 500 }, (_, i) => i).sort(() => Math.random() - 0.5).length); show(() => [1, 'a', NaN, undefined, , {}].sort((a, b) => a - b).length); show(() => [3, 2, 1].sort(() => { throw 1; })); show(() => new Float64Array([3, NaN, -0, 0, 1]).sort((a, b) => NaN).length); show(() => [1, 2, 3].sort(() => 1n)); show(() => [2, 1].sort(() => Symbol()));
//- sort that changes what it sorts
show(() => { const a = [5, 4, 3, 2, 1]; a.sort((x, y) => { a.length = 0; return x - y; }); return a.join(); }); show(() => { const a = [5, 4, 3, 2, 1]; a.sort((x, y) => { a.push(9); return x - y; }); return a.length; }); show(() => { const a = Object.freeze([2, 1]); return a.sort(); });
//- array methods that change what they walk
for (const m of ['map', 'filter', 'forEach', 'reduce', 'reduceRight', 'find', 'findLast', 'some', 'every', 'flatMap']) { show(() => { const a = [1, 2, 3, 4, 5]; return typeof a[m]((x) => { a.length = 1; a.push(7); return x; }, 0); }); show(() => { const a = [1, 2, 3]; let n = 0; return typeof a[m]((x) => { if (n++ < 1e4) a.push(x); return 0; }, 0); }); }
//- splice with surprises
show(() => { const a = [1, 2, 3]; return a.splice({ valueOf() { a.length = 0; return 1; } }, 2).length; }); show(() => { const a = [1, 2, 3]; return a.splice(0, { valueOf() { a.length = 0; return 3; } }).length; }); show(() => { const a = [1, 2, 3]; return a.slice({ valueOf() { a.length = 0; return 0; } }).length; }); show(() => { const a = [1, 2, 3]; return a.copyWithin(0, { valueOf() { a.length = 0; return 1; } }).length; }); show(() => { const a = [1, 2, 3]; return a.fill(0, { valueOf() { a.length = 0; return 0; } }).length; }); show(() => { const a = [1, 2, 3]; return a.indexOf(3, { valueOf() { a.length = 0; return 0; } }); }); show(() => { const a = [1, 2, 3]; return a.includes(undefined, { valueOf() { a.length = 0; return 0; } }); }); show(() => { const a = [1, 2, 3]; return a.with({ valueOf() { a.length = 1; return 2; } }, 1).length; }); show(() => { const a = [1, 2, 3]; return a.at({ valueOf() { a.length = 0; return 2; } }); });
//- join with surprises
show(() => { const a = [1, { toString() { a.length = 0; return 'x'; } }, 3]; return a.join(); }); show(() => { const a = [1, 2]; return a.join({ toString() { a.push(3); return '-'; } }); });
//- maps and sets that change while walked
show(() => { const m = new Map([[1, 1]]); let n = 0; m.forEach((v, k) => { if (n++ < 1e4) { m.delete(k); m.set(k + 1, 1); } }); return n; }); show(() => { const s = new Set([1, 2, 3]); for (const x of s) { s.clear(); if (x < 3) s.add(x + 1); } return s.size; }); show(() => { const s = new Set([1, 2, 3]); return s.union({ size: 1, has() { s.clear(); }, keys() { s.clear(); return [9][Symbol.iterator](); } }).size; }); show(() => { const s = new Set([1, 2, 3]); return s.isSubsetOf({ size: 9, has() { s.clear(); return true; }, keys() {} }); }); show(() => { const m = new Map(); m.set(1, 1); const i = m.entries(); i.next(); m.clear(); m.set(2, 2); return i.next().value; }); show(() => new Map([[NaN, 1]]).get(NaN)); show(() => Map.groupBy([1, 2], (x) => x % 2).size);
//- generators called from within
show(() => { const g = (function* () { g.next(); })(); g.next(); }); show(() => { const g = (function* () { yield 1; })(); g.return(1); return g.throw(new Error('x')); }); show(() => { const g = (function* () { try { yield 1; } finally { yield 2; } })(); g.next(); return JSON.stringify([g.return(5), g.next(), g.next()]); });
//- iterators that lie
show(() => [...{ [Symbol.iterator]: () => ({ next: () => 1 }) }]); show(() => { const [a] = { [Symbol.iterator]: () => ({ next: () => ({ done: false, value: 1 }), return: () => 1 }) }; return a; }); show(() => { for (const x of { [Symbol.iterator]: () => ({ next: () => ({ value: 1 }), return() { throw new Error('r'); } }) }) throw new Error('b'); }); show(() => new Map([1])); show(() => new Set(1)); show(() => Object.fromEntries([1])); show(() => Array.from({ [Symbol.iterator]: 1 })); show(() => Promise.all(1) && 1);
//- proxies that lie
show(() => Object.keys(new Proxy({}, { ownKeys: () => ['a', 'a'] }))); show(() => Object.keys(new Proxy({}, { ownKeys: () => [1] }))); show(() => Object.getOwnPropertyDescriptor(new Proxy({}, { getOwnPropertyDescriptor: () => 1 }), 'x')); show(() => Object.isExtensible(new Proxy({}, { isExtensible: () => false }))); show(() => Object.getPrototypeOf(new Proxy({}, { getPrototypeOf: () => 1 }))); show(() => { const r = Proxy.revocable({}, {}); r.revoke(); return r.proxy.x; }); show(() => { const r = Proxy.revocable([], {}); r.revoke(); return Array.isArray(r.proxy); }); show(() => { const r = Proxy.revocable(function () {}, {}); r.revoke(); return typeof r.proxy + r.proxy(); }); show(() => new Proxy(class {}, { construct: () => 1 }) && new (new Proxy(class {}, { construct: () => 1 }))()); show(() => JSON.stringify(new Proxy([], { get: (t, k) => k === 'length' ? 3 : k })));
//- revoked in the middle
show(() => { const { proxy, revoke } = Proxy.revocable({}, { get(t, k) { revoke(); return 1; } }); return [proxy.x, proxy.y]; }); show(() => { const { proxy, revoke } = Proxy.revocable([1, 2], { get(t, k) { if (k === 'length') revoke(); return t[k]; } }); return proxy.map((x) => x); }); show(() => { const { proxy, revoke } = Proxy.revocable({}, { ownKeys() { revoke(); return ['a']; } }); return Object.assign({}, proxy); }); show(() => require('util').inspect((() => { const r = Proxy.revocable({}, {}); r.revoke(); return r.proxy; })()));
//- classes with surprises
show(() => { class A extends null {} return new A(); }); show(() => { class A { constructor() { return 1; } } return typeof new A(); }); show(() => { class A {} class B extends A { constructor() { } } return new B(); }); show(() => { class A {} class B extends A { constructor() { super(); super(); } } return new B(); }); show(() => { class A { #x = 1; static f(o) { return o.#x; } } return A.f({}); }); show(() => { class A { static { throw new Error('s'); } } }); show(() => { class A extends (class { constructor() { return Object.freeze({}); } }) { #x = 1; } return new A(); }); show(() => { class A { get #x() { return 1; } static f(o) { o.#x = 1; } } A.f(new A()); }); show(() => { const A = class { [Symbol.iterator]; 1 = 2; 'x' = 3; }; return Object.keys(new A()).join(); }); show(() => Reflect.construct(class { constructor() { this.t = new.target; } }, [], Object).t.name); show(() => { class A extends Array {} const a = new A(3); a.length = 2 ** 32 - 1; return a.length; });
//- functions with surprises
show(() => Function('a', 'b', '}, {')); show(() => Function('/*', '*/){')); show(() => new Function('return 1 } garbage (((')); show(() => Function('...a', 'return a')(1, 2).length); show(() => Function('a,', 'return 1')()); show(() => Function.prototype.toString.call({})); show(() => (function () { return arguments.callee; })().name); show(() => { 'use strict'; return (function () { return arguments.callee; })(); }); show(() => (function f(a, b) { arguments[0] = 9; return a; })(1)); show(() => Function.prototype.caller);
//- with and its traps
show(() => new Function('o', 'with (o) { return x; }')({ get x() { return 1; } })); show(() => new Function('p', 'with (p) { x = 1; return typeof y; }')(new Proxy({}, { has: () => true, get: (t, k) => undefined, set: () => false }))); show(() => new Function('o', 'with (o) { delete x; x = 1; return o.x; }')({ x: 5 }));
//- eval with surprises
show(() => { eval('var let_ = 1'); return let_; }); show(() => eval('let x = 1; { function x2() {} } typeof x2')); show(() => (0, eval)('this') === globalThis); show(() => eval('new.target')); show(() => eval('super.x')); show(() => eval('return 1')); show(() => eval('break')); show(() => eval('await 1')); show(() => eval('yield 1')); show(() => eval('import.meta')); show(() => eval('arguments')); show(() => (() => eval('var a = 1; let b = 2; const c = 3; class D {} a + b + c'))()); show(() => (function (a = eval('var z = 1')) { return typeof z; })());
//- TDZ
show(() => { x; let x = 1; return x; }); show(() => { x = 1; let x; return x; }); show(() => { switch (1) { case 0: let y; break; case 1: y = 1; return y; } }); show(() => { const f = () => z; f(); let z = 1; }); show(() => { class A extends A {} }); show(() => ((a = b, b) => a)()); show(() => { typeof w; let w; }); show(() => { for (let i of [i]) return i; });
//- declarations in other realms
const vm = require('vm'); show(() => vm.runInNewContext('let x = 1; const y = 2; class Z {} function f() { return x + y } f()')); show(() => { const c = vm.createContext(); vm.runInContext('let x = 1', c); return vm.runInContext('x + 1', c); }); show(() => { const c = vm.createContext(); vm.runInContext('let x = 1', c); return vm.runInContext('let x = 2', c); }); show(() => vm.runInNewContext('Array') === Array); show(() => vm.runInNewContext('new Function("return this")()') === globalThis); show(() => vm.runInNewContext('eval("let q = 1; q")')); show(() => { const f = vm.runInNewContext('(function () { let a = 1; return eval("a + 1"); })'); return f(); });
//- functions of other realms
{ const g = require('vm').runInNewContext('globalThis'); show(() => g.eval('let x = 1; var y = 2; x + y')); show(() => g.Function('return typeof globalThis')()); show(() => new g.Array(3).length); show(() => g.Reflect.construct(Array, [], g.Object) instanceof g.Object); show(() => Array.from.call(g.Array, [1]) instanceof g.Array); show(() => { try { g.eval('null.x'); } catch (e) { return e instanceof TypeError; } }); show(() => g.Promise.resolve(1) instanceof Promise); show(() => [].concat(new g.Array(1, 2)).length); show(() => g.Symbol.for('x') === Symbol.for('x')); }
//- promises with surprises
show(() => new Promise(1)); show(() => Promise()); show(() => Promise.resolve.call(1)); new Promise((a) => a({ then() { throw new Error('t'); } })).catch((e) => console.log(e.message)); const self = new Promise((a) => setTimeout(() => a(self))); self.catch((e) => console.log(e.message)); Promise.all([1, Promise.reject(new Error('r'))]).catch((e) => console.log(e.message)); Promise.any([]).catch((e) => console.log(e.name)); Promise.race([{ then(a) { a(7); } }]).then((x) => console.log(x));
//- a subclass of Promise that lies
class P extends Promise { constructor(f) { super(() => {}); f(() => {}, () => {}); f(() => {}, () => {}); } } show(() => P.resolve(1)); show(() => Promise.prototype.then.call({ constructor: P })); show(() => Promise.all.call(function (f) { f(1, 2); }, []));
//- async iterators with surprises
(async () => { try { for await (const x of { [Symbol.asyncIterator]: () => ({ next: () => 1 }) }); } catch (e) { console.log(e.name); } try { for await (const x of [Promise.reject(new Error('p'))]); } catch (e) { console.log(e.message); } const g = (async function* () { yield 1; })(); console.log(JSON.stringify(await Promise.all([g.next(), g.next(), g.return(3)]))); })();
//- finally that returns
show(() => (() => { try { return 1; } finally { return 2; } })()); show(() => { for (const x of [1, 2]) { try { continue; } finally { break; } } return 3; }); show(() => { l: try { throw 1; } finally { break l; } return 4; });
//- errors with surprises
show(() => { const e = new Error('x'); Object.defineProperty(e, 'message', { get() { throw new Error('m'); } }); return require('util').inspect(e).length > 0; }); show(() => { const e = new Error('x'); e.stack = 5; return require('util').inspect(e).length > 0; }); show(() => { const e = new Error('x'); e.name = Symbol('n'); return String(e); }); show(() => { Error.prepareStackTrace = () => { throw new Error('p'); }; try { return new Error('x').stack; } finally { Error.prepareStackTrace = undefined; } }); show(() => Error.captureStackTrace(1)); show(() => Error.captureStackTrace(Object.freeze({}))); show(() => new Error('x', { get cause() { throw 5; } })); show(() => new AggregateError(5));
//- thrown things without a stack, uncaught
throw { toString() { throw 1; }, get stack() { throw 2; } };
//- null thrown, uncaught
throw null;
//- a Proxy thrown, uncaught
throw new Proxy({}, { get() { throw 1; } });
//- an error whose stack getter throws, uncaught
const bad = new Error('x'); Object.defineProperty(bad, 'stack', { get() { throw new Error('y'); } }); throw bad;
//- rejection with undefined
Promise.reject(undefined);
//- rejection with a symbol
Promise.reject(Symbol('s'));
//- an error in an exit listener
process.on('exit', () => { throw new Error('late'); });
//- an error in an uncaughtException listener
process.on('uncaughtException', () => { throw new Error('again'); }); throw new Error('first');
//- recursion in an uncaughtException listener
process.on('uncaughtException', (e) => { (function f() { f(); })(); }); throw new Error('first');
//- recursion in an exit listener
process.on('exit', () => { (function f() { f(); })(); });
//- recursion in a timer
setTimeout(() => { (function f() { f(); })(); }); process.on('uncaughtException', (e) => console.log(e.name));
//- recursion in a tick
process.nextTick(() => { (function f() { f(); })(); }); process.on('uncaughtException', (e) => console.log(e.name));
//- recursion in a promise job
Promise.resolve().then(() => { (function f() { f(); })(); }).catch((e) => console.log(e.name)); setTimeout(() => console.log('after'));
//- recursion in an async function, caught inside
(async () => { try { await 1; (function f() { f(); })(); } catch (e) { console.log(e.name); } finally { console.log('finally'); } })();
//- recursion in a getter of what is inspected
show(() => require('util').inspect({ get x() { return (function f() { f(); })(); } }, { getters: true }).length > 0);
//- recursion in custom inspection
show(() => { const o = { [require('util').inspect.custom]() { return require('util').inspect(o); } }; return require('util').inspect(o).length > 0; });
//- weak things
show(() => new WeakRef(1)); show(() => new WeakMap().set(1, 1)); show(() => new WeakMap([[{}, 1]]).get({})); show(() => new FinalizationRegistry(() => {}).register({}, 1, 1)); show(() => new WeakMap().set(Symbol(), 1) instanceof WeakMap); show(() => { const r = new FinalizationRegistry(() => {}); const o = {}; r.register(o, o); });
//- tagged templates and raw strings
show(() => ((s) => Object.isFrozen(s) && s.raw.length)`a${1}b\u0062`); show(() => ((s) => s[0])`\unicode`); show(() => String.raw`\u{zz}`); show(() => String.raw({ raw: 'ab' }, 1));
//- surrogates
show(() => '\ud800'.isWellFormed() + '\udfff'.toWellFormed()); show(() => [...'a\ud800b'].length); show(() => '\ud83d\ude00'.split('').length); show(() => '\ud800'.normalize().length); show(() => '\ud800'.toUpperCase().length); show(() => '\ud800'.localeCompare('\udfff')); show(() => JSON.stringify('\ud800')); show(() => JSON.parse('"\\ud800"').length); show(() => new TextEncoder().encode('\ud800').length); show(() => encodeURI('\udfff')); show(() => Buffer.from('\ud800').length); show(() => /^.$/u.test('\ud83d\ude00')); show(() => '\ud83d\ude00'.at(0).length); show(() => escape('\ud800')); show(() => Symbol('\ud800').description.length); show(() => ({ ['\ud800']: 1 })['\ud800']); show(() => '\ud800\ud800'.replace(/\ud800/u, 'x').length); show(() => new URL('http://a/\ud800').href);
//- dates with surprises
show(() => new Date({ valueOf() { throw 1; } })); show(() => new Date(2020, 1e9).getTime()); show(() => Date.UTC(1e300)); show(() => new Date(Symbol())); show(() => new Date(0).setMonth(Infinity)); show(() => Date.parse('x'.repeat(1e6))); show(() => new Date(0).toLocaleString('en', { timeZone: 'x' })); show(() => new Date(1n)); show(() => Date.prototype[Symbol.toPrimitive].call(1, 'number')); show(() => new Date(-1e15).toString()); show(() => new Date(8.64e15).toString()); show(() => new Date(8.64e15).toUTCString()); show(() => new Date(-62198755200000).toLocaleDateString('en'));
//- numbers with surprises
show(() => (2 ** 53 + 1).toString(36)); show(() => Number.MAX_VALUE.toString(2).length); show(() => (5e-324).toString(36).length > 5); show(() => parseInt('9'.repeat(1e5))); show(() => Number('0x' + 'f'.repeat(1e4))); show(() => parseFloat('1e' + '9'.repeat(1e4))); show(() => (123.456).toString(3).length > 5); show(() => Math.hypot(...Array(1e4).fill(1e300))); show(() => Math.sumPrecise?.([1e308, 1e308, -1e308]) ?? 1e308); show(() => -5 % 0); show(() => (-1) >>> 0); show(() => 1 << 33); show(() => 2 ** -1074); show(() => 0.1.toFixed(100).length); show(() => (-2147483648 / -1) | 0); show(() => -2147483648 % -1);
//- symbols with surprises
show(() => Symbol() + ''); show(() => `${Symbol()}`); show(() => +Symbol()); show(() => new Symbol()); show(() => Symbol.keyFor(1)); show(() => Object(Symbol.iterator) == Symbol.iterator); show(() => [Symbol()].join()); show(() => JSON.stringify({ a: Symbol() })); show(() => Symbol.prototype.description);
//- descriptors with surprises
show(() => Object.defineProperty({}, 'x', { get: 1 })); show(() => Object.defineProperty({}, 'x', { get() {}, value: 1 })); show(() => Object.defineProperty([], 'length', { value: -1 })); show(() => Object.defineProperty([1, 2, 3], 'length', { value: 1, writable: false }).push(1)); show(() => { const a = [1, 2, 3]; Object.defineProperty(a, 1, { value: 2, configurable: false }); a.length = 0; return a.length; }); show(() => Object.defineProperty(new Uint8Array(2), 5, { value: 1 })); show(() => Object.freeze(new Uint8Array(2))); show(() => Object.defineProperty(function () {}, 'prototype', { get() {} })); show(() => { 'use strict'; Object.freeze([1]).push(2); }); show(() => Object.assign(Object.freeze({}), { a: 1 })); show(() => { 'use strict'; delete Object.prototype; }); show(() => Object.setPrototypeOf(Object.prototype, {})); show(() => { const a = {}; const b = Object.create(a); Object.setPrototypeOf(a, b); });
//- Object.groupBy, hasOwn and kin, on odd things
show(() => Object.groupBy([1], () => ({ toString() { throw new Error('k'); } }))); show(() => Object.entries(null)); show(() => Object.getOwnPropertyNames('abc').join()); show(() => Object.hasOwn(null, 'x')); show(() => Object.create(1)); show(() => Object.is(-0, 0)); show(() => Object.fromEntries([[Symbol.iterator, 1]])[Symbol.iterator]); show(() => Object.prototype.__defineGetter__.call(1, 'x', 1)); show(() => Object.prototype.__lookupGetter__.call(null)); show(() => ({ __proto__: 1 }).x); show(() => eval('({ __proto__: null, __proto__: null })'));
//- syntax that is wrong
for (const text of ['var 1a', '"\\u{110000}"', '/(/', '`${', "'", '"\n"', '/*', 'a => {} ()', '({a:1, get})', 'let let = 1', 'class A { constructor(){} constructor(){} }', 'function f(a,a){"use strict"}', 'with(1){}"use strict"', 'for (let x = 1 of []) ;', 'async () => { for await (x in y); }', '({a}) = 1', '[a, ...b, c] = 1', 'new.target', 'import x from "y"', 'export default 1', 'a?.b = 1', 'x ?? y || z', '-1 ** 2', '0777n', '1_000_', '\\u0061wait 1', '<!-- x\n1', 'if (1) function f(){} else function g(){}', 'label: function* g(){}', 'yield => 1', 'class A { #x; #x }', 'delete this.#x', 'super()', '"use strict"; 010', '"use strict"; delete x', 'try {}', 'switch (1) { default: default: }', 'break', 'continue', 'return', '\u2028"\u2028"', '#!x', '\ufeff1', '\0', '@x class {}', 'enum A {}', 'let [a, a] = 1', 'const x', '({ async *[Symbol.iterator]() {} })', 'async\n() => 1', '(async x => await x)', 'x\n++\ny', '"\\08"', '/[/', '/a/gg', '/(?<a>.)(?<a>.)/', '/(?<=a)b/', '/\\k<a>/u', '`\\u{g}`', '({ "__proto__": 1, "__proto__": 2 })']) show(() => typeof eval(text));
