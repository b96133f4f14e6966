// Depth: in sources, in data, in calls. A line `//- name` begins each snippet; `show(f)` prints what
// f returns or throws.
//- nested arrays, 2,000 in a source
show(() => eval('['.repeat(2000) + ']'.repeat(2000)).length);
//- nested arrays, 100,000 in a source
show(() => eval('['.repeat(1e5) + ']'.repeat(1e5)));
//- nested objects, 2,000 in a source
show(() => typeof eval('({a:'.repeat(2000) + '1' + '})'.repeat(2000)));
//- nested objects, 100,000 in a source
show(() => eval('({a:'.repeat(1e5) + '1' + '})'.repeat(1e5)));
//- nested parentheses, 100,000
show(() => eval('('.repeat(1e5) + '1' + ')'.repeat(1e5)));
//- nested blocks, 100,000
show(() => eval('{'.repeat(1e5) + '}'.repeat(1e5)));
//- nested functions, 500
show(() => typeof eval('(function(){'.repeat(500) + '})'.repeat(500)));
//- nested functions, 50,000
show(() => eval('(function(){'.repeat(5e4) + '})'.repeat(5e4)));
//- nested arrows, 50,000
show(() => eval('()=>'.repeat(5e4) + '1'));
//- nested arrows with parameters, 5,000
show(() => typeof eval('a=>'.repeat(5000) + '1'));
//- nested arrows with parameters, 100,000
show(() => eval('a=>'.repeat(1e5) + '1'));
//- nested templates, 50,000
show(() => eval('`${'.repeat(5e4) + '1' + '}`'.repeat(5e4)));
//- nested templates, 300
show(() => eval('`${'.repeat(300) + '1' + '}`'.repeat(300)));
//- nested classes, 20,000
show(() => eval('(class{static x='.repeat(2e4) + '1' + '})'.repeat(2e4)));
//- nested calls, 50,000
show(() => eval('f('.repeat(5e4) + ')'.repeat(5e4)));
//- nested index, 50,000
show(() => eval('a['.repeat(5e4) + '0' + ']'.repeat(5e4)));
//- nested new, 50,000
show(() => eval('new '.repeat(5e4) + 'A'));
//- unary minus, 5,000
show(() => eval('- '.repeat(5000) + '1'));
//- unary minus, 200,000
show(() => eval('- '.repeat(2e5) + '1'));
//- unary not, 200,000
show(() => eval('!'.repeat(2e5) + '1'));
//- typeof, 100,000
show(() => eval('typeof '.repeat(1e5) + '1'));
//- void, 3,000
show(() => eval('void '.repeat(3000) + '1'));
//- await, 100,000
show(() => new Function('return async () => { ' + 'await '.repeat(1e5) + '1 }')());
//- yield, 100,000
show(() => new Function('return function* () { ' + 'yield '.repeat(1e5) + '1 }')());
//- ternary, right, 3,000
show(() => eval('1?'.repeat(3000) + '1' + ':0'.repeat(3000)));
//- ternary, right, 100,000
show(() => eval('0?1:'.repeat(1e5) + '2'));
//- ternary chain, 3,000
show(() => eval('0?1:'.repeat(3000) + '2'));
//- else-if, 3,000
show(() => eval('let x = 9;' + 'if (x === 1) x = 2; else '.repeat(3000) + 'x = 3; x'));
//- else-if, 100,000
show(() => eval('let x = 9;' + 'if (x === 1) x = 2; else '.repeat(1e5) + 'x = 3; x'));
//- nested if, 3,000
show(() => eval('if (1) '.repeat(3000) + '5'));
//- nested if, 100,000
show(() => eval('if (1) '.repeat(1e5) + '5'));
//- nested for, 100,000
show(() => eval('for(;0;) '.repeat(1e5) + '5'));
//- nested while, 100,000
show(() => eval('while(0) '.repeat(1e5) + '5'));
//- nested with, 50,000
show(() => new Function('with(1) '.repeat(5e4) + '5'));
//- nested do-while, 50,000
show(() => eval('do '.repeat(5e4) + '1' + ';while(0)'.repeat(5e4)));
//- nested labels, 50,000
show(() => { let t = ''; for (let i = 0; i < 5e4; i++) t += `l${i}:`; return eval(t + '1'); });
//- nested try, 20,000
show(() => eval('try{'.repeat(2e4) + '}finally{}'.repeat(2e4)));
//- nested switch, 20,000
show(() => eval('switch(1){case 1:'.repeat(2e4) + '}'.repeat(2e4)));
//- plus chain, 5,000
show(() => { const a = 1; return eval('a' + '+a'.repeat(5000)); });
//- plus chain, 20,000 of strings
show(() => eval('"a"' + '+"a"'.repeat(20000)).length);
//- plus chain, 500,000
show(() => eval('1' + '+1'.repeat(5e5)));
//- exponent chain, 100,000
show(() => eval('1' + '**1'.repeat(1e5)));
//- and chain, 20,000
show(() => eval('1' + '&&1'.repeat(20000)));
//- nullish chain, 500,000
show(() => eval('1' + '??1'.repeat(5e5)));
//- comma chain, 20,000
show(() => eval('1' + ',1'.repeat(20000)));
//- assignment chain, 50,000
show(() => eval('var a;' + 'a='.repeat(5e4) + '1'));
//- destructuring, 50,000
show(() => eval('var ' + '['.repeat(5e4) + 'a' + ']'.repeat(5e4) + '=1'));
//- parameters with defaults, 20,000
show(() => eval('(a='.repeat(2e4) + '1' + ')=>1'.repeat(2e4)));
//- member chain, 4,000
show(() => { const a = {}; a.a = a; return eval('a' + '.a'.repeat(4000)) === a; });
//- method chain, 3,000
show(() => { const a = { f() { return a; } }; return eval('a' + '.f()'.repeat(3000)) === a; });
//- optional chain, 3,000
show(() => { const a = {}; a.a = a; return eval('a' + '?.a'.repeat(3000)) === a; });
//- promise chain, 2,000
eval('Promise.resolve(0)' + '.then(x => x + 1)'.repeat(2000)).then((x) => console.log(x));
//- array of 200,000 numbers
show(() => eval('[' + '1,'.repeat(2e5) + ']').length);
//- object of 5,000 keys
show(() => { let t = '({'; for (let i = 0; i < 5000; i++) t += `k${i}:${i},`; return Object.keys(eval(t + '})')).length; });
//- 3,000 cases
show(() => { let t = 'switch(2999){'; for (let i = 0; i < 3000; i++) t += `case ${i}: x=${i};break;`; return eval('var x;' + t + '} x'); });
//- 65,600 arguments in a source
show(() => eval('Math.max(' + '1,'.repeat(65600) + '2)'));
//- function of 3,000 parameters
show(() => { let t = ''; for (let i = 0; i < 3000; i++) t += `a${i},`; return Function(t.slice(0, -1), 'return a2999')(...Array(3000).fill(7)); });
//- new Function, nested
show(() => new Function('['.repeat(1e5)));
//- new Function, nested in parameters
show(() => new Function('a = ' + '['.repeat(1e5) + ']'.repeat(1e5), ''));
//- generator function text, nested
show(() => Object.getPrototypeOf(function* () {}).constructor('['.repeat(1e5)));
//- indirect eval, nested
show(() => (0, eval)('('.repeat(1e5)));
//- vm script, nested
show(() => new (require('vm').Script)('['.repeat(1e5)));
//- vm function, nested
show(() => require('vm').compileFunction('['.repeat(1e5)));
//- import of a nested module
import('data:text/javascript,' + '['.repeat(1e5)).catch((e) => console.log(e.name));
//- regexp, nested groups, 100,000
show(() => new RegExp('('.repeat(1e5) + ')'.repeat(1e5)));
//- regexp, nested non-capturing groups, 50,000
show(() => new RegExp('(?:'.repeat(5e4) + ')'.repeat(5e4)));
//- regexp, nested look-ahead, 50,000
show(() => new RegExp('(?='.repeat(5e4) + ')'.repeat(5e4)));
//- regexp, nested classes, 50,000
show(() => new RegExp('['.repeat(5e4) + 'a' + ']'.repeat(5e4), 'v'));
//- regexp literal, nested
show(() => eval('/' + '('.repeat(1e5) + ')'.repeat(1e5) + '/'));
//- regexp, many alternatives
show(() => new RegExp('a|'.repeat(1e5)).test('b'));
//- regexp, long
show(() => new RegExp('a'.repeat(1e6)).test('b'));
//- regexp, repeated repetition
show(() => new RegExp('a' + '{1000}'.repeat(1)).test('a'.repeat(1000)));
//- regexp, nested repetition
show(() => new RegExp('((((((a{1,50}){1,50}){1,50}){1,50}){1,50}){1,50})b').test('a'));
//- regexp, 100,000 words
show(() => { const w = []; for (let i = 0; i < 1e5; i++) w.push(`w${i}x`); return new RegExp(w.join('|')).exec('w99999x')[0]; });
//- regexp, 50,000 groups
show(() => new RegExp('()'.repeat(5e4)));
//- regexp, empty rounds
show(() => new RegExp('(?:){1000000}').test(''));
//- regexp, many counted rounds
show(() => new RegExp('(?:a{1000}){1000}').test('a'.repeat(1e6)));
//- regexp, more ways back than fit
show(() => /(?:a|aa)*c/.test('é\u0101'.repeat(1) + 'a'.repeat(2e7)));
//- regexp, nullable loops
show(() => /(?:(a*)*)*b/.test('a'.repeat(20)));
//- JSON.parse, 100,000 arrays
show(() => JSON.parse('['.repeat(1e5) + ']'.repeat(1e5)).length);
//- JSON.parse, 100,000 objects
show(() => typeof JSON.parse('{"a":'.repeat(1e5) + '1' + '}'.repeat(1e5)));
//- JSON.parse, 100,000, with a reviver
show(() => JSON.parse('['.repeat(1e5) + ']'.repeat(1e5), (k, v) => v));
//- JSON.stringify, 100,000 deep
show(() => { let a = []; for (let i = 0; i < 1e5; i++) a = [a]; return JSON.stringify(a).length; });
//- JSON.stringify, toJSON without end
show(() => { const o = { toJSON() { return { o }; } }; return JSON.stringify(o); });
//- flat, 100,000 deep
show(() => { let a = []; for (let i = 0; i < 1e5; i++) a = [a]; return a.flat(Infinity).length; });
//- flat of itself
show(() => { const a = []; a[0] = a; return a.flat(Infinity); });
//- join, 100,000 deep
show(() => { let a = []; for (let i = 0; i < 1e5; i++) a = [a]; return a.join(); });
//- toString, 100,000 deep
show(() => { let a = []; for (let i = 0; i < 1e5; i++) a = [a]; return String(a); });
//- toLocaleString, 100,000 deep
show(() => { let a = []; for (let i = 0; i < 1e5; i++) a = [a]; return a.toLocaleString(); });
//- toLocaleString of itself
show(() => { const a = []; a[0] = a; return a.toLocaleString(); });
//- toString that calls itself
show(() => { const o = { toString() { return '' + o; } }; return String(o); });
//- valueOf that calls itself
show(() => { const o = { valueOf() { return +o; } }; return +o; });
//- proxies of proxies, 100,000, get
show(() => { let p = {}; for (let i = 0; i < 1e5; i++) p = new Proxy(p, {}); return p.x; });
//- proxies of proxies, 100,000, ownKeys
show(() => { let p = {}; for (let i = 0; i < 1e5; i++) p = new Proxy(p, {}); return Object.keys(p); });
//- proxies of proxies, 100,000, call
show(() => { let p = () => 1; for (let i = 0; i < 1e5; i++) p = new Proxy(p, {}); return p(); });
//- proxies of proxies, 100,000, set
show(() => { let p = {}; for (let i = 0; i < 1e5; i++) p = new Proxy(p, {}); p.x = 1; return 1; });
//- proxies of proxies, 100,000, Array.isArray
show(() => { let p = []; for (let i = 0; i < 1e5; i++) p = new Proxy(p, {}); return Array.isArray(p); });
//- proxies of proxies, 100,000, getPrototypeOf
show(() => { let p = []; for (let i = 0; i < 1e5; i++) p = new Proxy(p, {}); return p instanceof Array; });
//- proxies of proxies, 100,000, has and delete
show(() => { let p = {}; for (let i = 0; i < 1e5; i++) p = new Proxy(p, {}); return 'x' in p; });
//- proxies as prototypes, 100,000
show(() => { let p = {}; for (let i = 0; i < 1e5; i++) p = Object.create(new Proxy(p, {})); return p.x; });
//- a proxy that is its own prototype
show(() => { const p = new Proxy({}, { getPrototypeOf: () => p }); return {} instanceof Object && Object.prototype.isPrototypeOf.call({}, Object.create(p)); });
//- bound, 100,000 times
show(() => { let f = () => 1; for (let i = 0; i < 1e5; i++) f = f.bind(); return f(); });
//- bound, 100,000 times, new
show(() => { let f = function () {}; for (let i = 0; i < 1e5; i++) f = f.bind(); return typeof new f(); });
//- bound, 100,000 times, instanceof
show(() => { let f = function () {}; for (let i = 0; i < 1e5; i++) f = f.bind(); return ({}) instanceof f; });
//- prototypes, 100,000, get
show(() => { let o = {}; for (let i = 0; i < 1e5; i++) o = Object.create(o); return o.x; });
//- prototypes, 100,000, set
show(() => { let o = {}; for (let i = 0; i < 1e5; i++) o = Object.create(o); o.x = 1; return o.x; });
//- prototypes, 100,000, for-in
show(() => { let o = { a: 1 }, n = 0; for (let i = 0; i < 1e5; i++) o = Object.create(o); for (const k in o) n++; return n; });
//- getters down a chain
show(() => { const o = { get x() { return this.x; } }; return o.x; });
//- setters down a chain
show(() => { const o = { set x(v) { this.x = v; } }; o.x = 1; });
//- structuredClone, 100,000 deep
show(() => { let a = []; for (let i = 0; i < 1e5; i++) a = [a]; return structuredClone(a).length; });
//- structuredClone of an error with 20,000 causes
show(() => { let e; for (let i = 0; i < 2e4; i++) e = new Error('x', { cause: e }); return structuredClone(e).name; });
//- inspect, 100,000 deep
show(() => { let a = []; for (let i = 0; i < 1e5; i++) a = [a]; return require('util').inspect(a, { depth: Infinity }).length > 0; });
//- inspect, error with 20,000 causes
show(() => { let e; for (let i = 0; i < 2e4; i++) e = new Error('x', { cause: e }); return require('util').inspect(e).length > 0; });
//- inspect, proxies of proxies
show(() => { let p = {}; for (let i = 0; i < 1e5; i++) p = new Proxy(p, {}); return require('util').inspect(p, { showProxy: true }).length > 0; });
//- console.log of a deep object
{ let a = {}; for (let i = 0; i < 1e5; i++) a = { a }; console.log(a); }
//- deepStrictEqual, 100,000 deep
show(() => { let a = [], b = []; for (let i = 0; i < 1e5; i++) { a = [a]; b = [b]; } return require('assert').deepStrictEqual(a, b); });
//- deepEqual of cycles
show(() => { const a = {}, b = {}; a.a = a; b.a = b; return require('assert').deepEqual(a, b); });
//- isDeepStrictEqual of deep maps
show(() => { let a = new Map(), b = new Map(); for (let i = 0; i < 2e4; i++) { a = new Map([[1, a]]); b = new Map([[1, b]]); } return require('util').isDeepStrictEqual(a, b); });
//- an uncaught error with 20,000 causes
{ let e; for (let i = 0; i < 2e4; i++) e = new Error('x', { cause: e }); throw e; }
//- AggregateError in itself
{ const e = new AggregateError([], 'x'); e.errors.push(e); show(() => require('util').inspect(e).length > 0); }
//- recursion
show(() => (function f() { f(); })());
//- recursion through finally
show(() => (function f() { try { f(); } finally { f(); } })());
//- recursion of a generator
show(() => { function* g() { yield* g(); } return g().next(); });
//- recursion of an async function
(async function f() { await f(); })().catch((e) => console.log(e.name));
//- recursion through a constructor
show(() => { class A { constructor() { new A(); } } return new A(); });
//- recursion through a field
show(() => { class A { a = new A(); } return new A(); });
//- recursion through a tagged template
show(() => (function f() { return f`x`; })());
//- recursion through sort
show(() => [2, 1].sort(function f() { return [2, 1].sort(f); }));
//- recursion through replace
show(() => 'a'.replace(/a/, function f() { return 'a'.replace(/a/, f); }));
//- recursion through eval
show(() => { globalThis.f = () => eval('f()'); return f(); });
//- recursion through new Function
show(() => { globalThis.f = () => new Function('return f()')(); return f(); });
//- recursion through JSON.parse
show(() => JSON.parse('[1]', function f() { return JSON.parse('[1]', f); }));
//- recursion through Symbol.toPrimitive
show(() => { const o = { [Symbol.toPrimitive]() { return `${o}`; } }; return `${o}`; });
//- recursion through a Proxy trap
show(() => { const p = new Proxy({}, { get: (t, k) => p[k] }); return p.x; });
//- recursion through Symbol.hasInstance
show(() => { const c = { [Symbol.hasInstance]: (x) => x instanceof c }; return 1 instanceof c; });
//- recursion through Symbol.species
show(() => { class A extends Array { static get [Symbol.species]() { return function () { return new A(1).map((x) => x); }; } } return new A(1).fill(0).map((x) => x); });
//- recursion through an iterator
show(() => { const o = { [Symbol.iterator]() { return [...o]; } }; return [...o]; });
//- recursion through require
require('fs').writeFileSync(require('path').join(require('os').tmpdir(), `hostile-${process.pid}.js`), 'module.exports = 1'); show(() => { const r = require('module')._load; let n = 0; require('module')._load = function f(...a) { n++; return require('os'); }; return require('os') && n; });
//- recursion through EventEmitter
show(() => { const e = new (require('events'))(); e.on('x', () => e.emit('x')); e.emit('x'); });
//- recursion through Promise.then getters
show(() => { const t = { get then() { return t.then; } }; return Promise.resolve(t) && 1; });
//- thenables without end
{ let n = 0; const t = { then(f) { if (++n > 1e5) { console.log('end'); process.exit(); } f(t); } }; Promise.resolve(t); }
//- two functions, one async
async function f() {} function g() { f(); g(); } show(() => g());
//- async recursion without await
async function f() { return f(); } f().catch((e) => console.log(e.name));
//- spread of 1,000,000
show(() => Math.max(...Array(1e6).fill(1)) >= 0);
//- 100,000 nested Maps in a Map, dropped
show(() => { let m = new Map(); for (let i = 0; i < 1e5; i++) m = new Map([[m, m]]); m = null; return 1; });
//- 1,000,000 linked objects, dropped
show(() => { let m = null; for (let i = 0; i < 1e6; i++) m = { m }; m = null; globalThis.gc?.(); return 1; });
//- 100,000 chained promises
{ let p = Promise.resolve(0); for (let i = 0; i < 1e5; i++) p = p.then((x) => x + 1); p.then((x) => console.log(x)); }
//- 100,000 concatenated ropes, flattened
show(() => { let s = ''; for (let i = 0; i < 1e6; i++) s = 'a' + s + 'b'; return s.charCodeAt(5); });
//- concat spreadable in itself
show(() => { const a = []; a[0] = a; a[Symbol.isConcatSpreadable] = true; return a.concat(a, a).length; });
//- recursion through import(), uncaught
const f = () => { import('node:fs'); f(); }; f();
//- recursion through import(), caught
(async () => { let n = 0; const f = () => { n++; import('node:fs'); f(); }; try { f(); } catch (e) { console.log(e.name); } await null; console.log('end'); })();
