'use strict';
// util.inspect: primitives, collections, cycles, strings.
// Node docs: util.inspect, util.format. Passes unchanged under node.

const assert = require('assert');
const util = require('util');

const u = util.inspect;
const f = util.format;
const c = u.custom;
class A {}
class B extends A {}
class AA { get [Symbol.toStringTag]() { return 'AA'; } }
class FooMap extends Map { get [Symbol.toStringTag]() { return 'bar'; } }

const table = [
  [() => u(new WeakRef({a:1})), 'WeakRef {}'],
  [
    () => u({a:{b:{c:Object.create(null,{x:{value:1,enumerable:true}})}}}),
    '{ a: { b: { c: [Object: null prototype] } } }',
  ],
  [() => u(Object(1)), '[Number: 1]'],
  [() => u(Object('ab')), '[String: \'ab\']'],
  [() => u(Object(Symbol('x'))), '[Symbol: Symbol(x)]'],
  [() => u(Object(1n)), '[BigInt: 1n]'],
  [() => u(Object(true)), '[Boolean: true]'],
  [() => u(new Date(NaN)), 'Invalid Date'],
  [() => u(new Date(0)), '1970-01-01T00:00:00.000Z'],
  [() => u(/a/g), '/a/g'],
  [() => u(Object.assign(/a/g,{x:1})), '/a/g { x: 1 }'],
  [() => u(A), '[class A]'],
  [() => u(B), '[class B extends A]'],
  [() => u(async()=>{}), '[AsyncFunction (anonymous)]'],
  [() => u(Symbol('a\nb')), 'Symbol(a\nb)'],
  [() => u({[Symbol('a\nb')]:1,['a\nb']:2}), '{ \'a\\nb\': 2, Symbol(a\\nb): 1 }'],
  [() => u('a\u{10ffff}\ud800'), '\'a\udbff\udfff\\ud800\''],
  [() => u(Promise.resolve({a:1})), 'Promise { { a: 1 } }'],
  [() => u(new Promise(()=>{})), 'Promise { <pending> }'],
  [() => u(new WeakSet), 'WeakSet { <items unknown> }'],
  [() => u(new WeakMap), 'WeakMap { <items unknown> }'],
  [() => u(Object.create({a:1})), '{}'],
  [() => u(Object.create(Object.create(null))), 'Object <[Object: null prototype] {}> {}'],
  [() => u(Math), 'Object [Math] {}'],
  [() => u(JSON), 'Object [JSON] {}'],
  [() => u(Reflect), 'Object [Reflect] {}'],
  [() => u(Atomics), 'Object [Atomics] {}'],
  [() => u(Intl), 'Object [Intl] {}'],
  [
    () => u({[Symbol('x')]:1,[Symbol()]:2,[Symbol.iterator]:3}),
    '{ Symbol(x): 1, Symbol(): 2, Symbol(Symbol.iterator): 3 }',
  ],
  [() => u(Object.assign(()=>{}, {a:1})), '[Function (anonymous)] { a: 1 }'],
  [() => u({a:{b:{c:/x/}}}), '{ a: { b: { c: /x/ } } }'],
  [() => u({a:{b:{c:Object.assign(/x/,{y:1})}}}), '{ a: { b: { c: /x/ } } }'],
  [() => u({a:{b:{c:new Date(0)}}}), '{ a: { b: { c: 1970-01-01T00:00:00.000Z } } }'],
  [() => u({a:{b:{c:[]}}}), '{ a: { b: { c: [] } } }'],
  [() => u({a:{b:{c:[1]}}}), '{ a: { b: { c: [Array] } } }'],
  [() => u({a:{b:{c:new Map([[1,2]])}}}), '{ a: { b: { c: [Map] } } }'],
  [() => u({a:{b:{c:new Map()}}}), '{ a: { b: { c: Map(0) {} } } }'],
  [() => u({a:{b:{c:new Set([1])}}}), '{ a: { b: { c: [Set] } } }'],
  [() => u({a:{b:{c:Promise.resolve(1)}}}), '{ a: { b: { c: [Promise] } } }'],
  [() => u(Object.assign([1],{x:2,'-1':3})), '[ 1, x: 2, \'-1\': 3 ]'],
  [() => u('x'.repeat(10001)).slice(-40), 'xxxxxxxxxxxxxxxxxxx\'... 1 more character'],
  [() => u(-0), '-0'],
  [
    () => u({get a(){return 1},set a(x){},get b(){return {x:1}},set c(v){}}),
    '{ a: [Getter/Setter], b: [Getter], c: [Setter] }',
  ],
  [() => u({a:{b:{[c](d,o){return o.depth+':'+d}}}}), '{ a: { b: 2:0 } }'],
  [() => u({[c](){return null}}), 'null'],
  [() => u({[c](){return undefined}}), 'undefined'],
  [() => u({[c]:1}), '{ Symbol(nodejs.util.inspect.custom): 1 }'],
  [() => u({[c](){return 'a\nb'}}), 'a\nb'],
  [() => u({x:{[c](){return 'a\nb'}}}), '{\n  x: a\n  b\n}'],
  [
    () => u({x:{y:{[c](){return {a:'x'.repeat(50),b:'y'.repeat(50)}}}}}),
    '{\n' +
    '  x: {\n' +
    '    y: {\n' +
    '      a: \'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\',\n' +
    '      b: \'yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy\'\n' +
    '    }\n' +
    '  }\n' +
    '}',
  ],
  [
    () => u('abcdefghijklmnopqrstuvwxyz'.split('')),
    '[\n' +
    '  \'a\', \'b\', \'c\', \'d\', \'e\', \'f\',\n' +
    '  \'g\', \'h\', \'i\', \'j\', \'k\', \'l\',\n' +
    '  \'m\', \'n\', \'o\', \'p\', \'q\', \'r\',\n' +
    '  \'s\', \'t\', \'u\', \'v\', \'w\', \'x\',\n' +
    '  \'y\', \'z\'\n' +
    ']',
  ],
  [
    () => u(Object.assign([1,2,3,4,5,6,7,8],{foo:'bar'})),
    '[ 1, 2, 3, 4, 5, 6, 7, 8, foo: \'bar\' ]',
  ],
  [() => u(new FooMap([[1,2]])), 'FooMap(1) [bar] { 1 => 2 }'],
  [() => u({[Symbol.toStringTag]:'T'}), '{ Symbol(Symbol.toStringTag): \'T\' }'],
  [
    () => u(Object.create(null,{[Symbol.toStringTag]:{value:'T'}})),
    '[Object: null prototype] [T] {}',
  ],
  [() => u(Object.create({[Symbol.toStringTag]:'P'})), 'Object [P] {}'],
  [() => u(new AA), 'AA {}'],
  [() => u({constructor:1}), '{ constructor: 1 }'],
  [() => u({constructor:{name:'x'}}), '{ constructor: { name: \'x\' } }'],
  [() => u(Object.create(null)), '[Object: null prototype] {}'],
  [() => u({a:1,b:[1,2,[3,[4,[5]]]]},false,1), '{ a: 1, b: [ 1, 2, [Array] ] }'],
  [() => u({a:1},false,null,true), '{ a: \u001b[33m1\u001b[39m }'],
  [() => u({a:{}},true), '{ a: {} }'],
  [() => u({a:[[[[]]]]}), '{ a: [ [ [Array] ] ] }'],
  [
    () => u(new Map([['a'.repeat(40),'b'.repeat(40)],['c','d']])),
    'Map(2) {\n' +
    '  \'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\' => \'bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb' +
    'bbbbbbbbb\',\n' +
    '  \'c\' => \'d\'\n' +
    '}',
  ],
  [
    () => u(new Set(['a'.repeat(40),'b'.repeat(40)])),
    'Set(2) {\n' +
    '  \'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\',\n' +
    '  \'bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb\'\n' +
    '}',
  ],
  [() => u({__proto__:null,['__proto__']:1}), '[Object: null prototype] { [\'__proto__\']: 1 }'],
  [() => u(JSON.parse('{"__proto__":1}')), '{ [\'__proto__\']: 1 }'],
  [
    () => u({'':1,' ':2,'1a':3,a1:4,$:5,_:6,'ä':7}),
    '{ \'\': 1, \' \': 2, \'1a\': 3, a1: 4, \'$\': 5, _: 6, \'\u00e4\': 7 }',
  ],
  [() => u(new String('a'.repeat(30))), '[String: \'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\']'],
  [() => (()=>{const o={};o.o=o;return f('%j',o)})(), '[Circular]'],
  [() => u('a'.repeat(30)+"'"), '"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\'"'],
  [
    () => u("it's")+u('say "it\'s"')+u('`${x}\'"')+u("\u001b[31m")+u('\x7f\x80\x9f\xa0')+u('\ud83d\ude00')+u('\udc00\ud800'),
    '"it\'s"`say "it\'s"`\'`${x}\\\'"\'\'\\x1B[31m\'\'\\x7F\\x80\\x9F\u00a0' +
    '\'\'\ud83d\ude00\'\'\\udc00\\ud800\'',
  ],
  [() => u({"it's":1,'a"b':2}), '{ "it\'s": 1, \'a"b\': 2 }'],
  [() => u(new Map([['x',{y:1}],[[1],2]])), 'Map(2) { \'x\' => { y: 1 }, [ 1 ] => 2 }'],
  [
    () => u({longpropertyname1:'some long string value here',longpropertyname2:'another long string value here',x:1}),
    '{\n' +
    '  longpropertyname1: \'some long string value here\',\n' +
    '  longpropertyname2: \'another long string value here\',\n' +
    '  x: 1\n' +
    '}',
  ],
  [
    () => u({a:'x'.repeat(60)}),
    '{ a: \'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\' }',
  ],
  [
    () => u({a:'x'.repeat(76)}),
    '{\n' +
    '  a: \'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx' +
    'xx\'\n' +
    '}',
  ],
  [
    () => u({a:'x'.repeat(80)}),
    '{\n' +
    '  a: \'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx' +
    'xxxxxx\'\n' +
    '}',
  ],
  [
    () => u({a:{b:'x'.repeat(66)}}),
    '{\n' +
    '  a: {\n' +
    '    b: \'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\'\n' +
    '  }\n' +
    '}',
  ],
  [
    () => u('x'.repeat(300)),
    '\'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx' +
    'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx' +
    'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx' +
    'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\'',
  ],
  [
    () => u({a:'line1\nline2\nline3'.repeat(5)}),
    '{\n' +
    '  a: \'line1\\n\' +\n' +
    '    \'line2\\n\' +\n' +
    '    \'line3line1\\n\' +\n' +
    '    \'line2\\n\' +\n' +
    '    \'line3line1\\n\' +\n' +
    '    \'line2\\n\' +\n' +
    '    \'line3line1\\n\' +\n' +
    '    \'line2\\n\' +\n' +
    '    \'line3line1\\n\' +\n' +
    '    \'line2\\n\' +\n' +
    '    \'line3\'\n' +
    '}',
  ],
  [() => u('short\nline'), '\'short\\nline\''],
  [
    () => u({a:1,get b(){return 2},set b(v){},set c(v){}}),
    '{ a: 1, b: [Getter/Setter], c: [Setter] }',
  ],
  [() => u(Object.defineProperty({},'x',{enumerable:false,value:1})), '{}'],
  [() => u(Object.freeze({a:1})), '{ a: 1 }'],
  [
    () => u(Symbol.iterator)+u(Symbol())+u(Symbol.for('a b')),
    'Symbol(Symbol.iterator)Symbol()Symbol(a b)',
  ],
  [
    () => (()=>{const a=[];a.push(a);const o={a,o2:{}};o.o2.o=o;o.o2.a=a;return u(o)})(),
    '<ref *2> {\n' +
    '  a: <ref *1> [ [Circular *1] ],\n' +
    '  o2: { o: [Circular *2], a: <ref *1> [ [Circular *1] ] }\n' +
    '}',
  ],
  [
    () => (()=>{const m=new Map();m.set(m,m);m.set('k',{m});return u(m)})(),
    '<ref *1> Map(2) {\n' +
    '  [Circular *1] => [Circular *1],\n' +
    '  \'k\' => { m: [Circular *1] }\n' +
    '}',
  ],
  [() => (()=>{const s=new Set();s.add(s);return u(s)})(), '<ref *1> Set(1) { [Circular *1] }'],
  [() => u(Object.assign((a,b)=>{}, {length2:1})), '[Function (anonymous)] { length2: 1 }'],
  [
    () => u(Object.getOwnPropertyDescriptors({get a(){return 1},b:2})),
    '{\n' +
    '  a: {\n' +
    '    get: [Function: get a],\n' +
    '    set: undefined,\n' +
    '    enumerable: true,\n' +
    '    configurable: true\n' +
    '  },\n' +
    '  b: { value: 2, writable: true, enumerable: true, configurable: true }\n' +
    '}',
  ],
  [() => u(JSON.parse('{"a":[1,2,{"b":null}],"c":"d"}')), '{ a: [ 1, 2, { b: null } ], c: \'d\' }'],
];

for (const [show, expected] of table) assert.strictEqual(show(), expected, String(show));
