'use strict';
// util.inspect: each option changes the text as in Node.
// Node docs: util.inspect, util.format. Passes unchanged under node.

const assert = require('assert');
const util = require('util');

const u = util.inspect;
const f = util.format;
const c = u.custom;

const table = [
  [() => u(Object.assign(Object('ab'),{x:1})), '[String: \'ab\'] { x: 1 }'],
  [
    () => u(new Uint8Array(4),{showHidden:true}),
    'Uint8Array(4) [\n' +
    '  0,\n' +
    '  0,\n' +
    '  0,\n' +
    '  0,\n' +
    '  [BYTES_PER_ELEMENT]: 1,\n' +
    '  [length]: 4,\n' +
    '  [byteLength]: 4,\n' +
    '  [byteOffset]: 0,\n' +
    '  [buffer]: ArrayBuffer { [byteLength]: 4 }\n' +
    ']',
  ],
  [() => u(123456.789123,{numericSeparator:true}), '123_456.789_123'],
  [
    () => u(/(a|b)+[c-d]?(?<x>y)/gi,{colors:true}),
    '\u001b[32m/\u001b[39m\u001b[31m(\u001b[39m\u001b[36ma\u001b[39m\u001b[32m|\u001b[39m' +
    '\u001b[36mb\u001b[39m\u001b[31m)\u001b[39m\u001b[35m+\u001b[39m\u001b[31m[\u001b[39m' +
    '\u001b[33mc\u001b[39m\u001b[36m-\u001b[39m\u001b[33md\u001b[39m\u001b[31m]\u001b[39m' +
    '\u001b[35m?\u001b[39m\u001b[31m(\u001b[39m\u001b[31m?<\u001b[39m\u001b[33mx\u001b[39' +
    'm\u001b[31m>\u001b[39m\u001b[36my\u001b[39m\u001b[31m)\u001b[39m\u001b[32m/\u001b[39' +
    'm\u001b[31mgi\u001b[39m',
  ],
  [
    () => u(Object.defineProperty({},Symbol('h'),{value:1}),{showHidden:true}),
    '{ [Symbol(h)]: 1 }',
  ],
  [
    () => u(Object.defineProperty({a:1},'h-x y',{value:1}),{showHidden:true}),
    '{ a: 1, [\'h-x y\']: 1 }',
  ],
  [
    () => (function(a){'use strict';return u(arguments)+u(arguments,{showHidden:true})+u([arguments],{depth:0})})(1,[2]),
    '[Arguments] { \'0\': 1, \'1\': [ 2 ] }[Arguments] {\n' +
    '  \'0\': 1,\n' +
    '  \'1\': [ 2, [length]: 1 ],\n' +
    '  [length]: 2,\n' +
    '  [callee]: [Getter/Setter],\n' +
    '  [Symbol(Symbol.iterator)]: [Function: values] { [length]: 0, [name]: \'values\' }\n' +
    '}[ [Object] ]',
  ],
  [() => u({a:{b:{c:Object.assign(function x(){},{y:1})}}}), '{ a: { b: { c: [Function] } } }'],
  [() => u({a:{b:{c:Object.assign(new Date(0),{a:1})}}}), '{ a: { b: { c: [Date] } } }'],
  [() => u({a:{b:{c:Object.assign(Object(1),{x:1})}}}), '{ a: { b: { c: [Number] } } }'],
  [() => u([1,,3],{maxArrayLength:1}), '[ 1, ... 2 more items ]'],
  [() => u([,,3],{maxArrayLength:0}), '[ ... 3 more items ]'],
  [() => u(12345678n,{numericSeparator:true}), '12_345_678n'],
  [() => u(-1234567.1234567,{numericSeparator:true}), '-1_234_567.123_456_7'],
  [() => u(0.00001,{numericSeparator:true}), '0.000_01'],
  [() => u(1e21,{numericSeparator:true}), '1e+21'],
  [() => u(-0.5555555,{numericSeparator:true}), '-0.555_555_5'],
  [
    () => u({get a(){return 1},set a(x){},get b(){return {x:1}},set c(v){},get e(){return null},get f(){return 'x'}},{getters:true}),
    '{\n' +
    '  a: [Getter/Setter: 1],\n' +
    '  b: [Getter] { x: 1 },\n' +
    '  c: [Setter],\n' +
    '  e: [Getter: null],\n' +
    '  f: [Getter: \'x\']\n' +
    '}',
  ],
  [
    () => u({get a(){return 1},set a(x){},get b(){return 2}},{getters:'get'}),
    '{ a: [Getter/Setter], b: [Getter: 2] }',
  ],
  [
    () => u({get a(){return 1},set a(x){},get b(){return 2}},{getters:'set'}),
    '{ a: [Getter/Setter: 1], b: [Getter] }',
  ],
  [() => u({get d(){throw 5}},{getters:true}), '{ d: [Getter: <Inspection threw (5)>] }'],
  [
    () => u({a:1,b:'x',c:[1,2,{d:1}]},{compact:false}),
    '{\n' +
    '  a: 1,\n' +
    '  b: \'x\',\n' +
    '  c: [\n' +
    '    1,\n' +
    '    2,\n' +
    '    {\n' +
    '      d: 1\n' +
    '    }\n' +
    '  ]\n' +
    '}',
  ],
  [() => u({a:1,b:'x',c:[1,2,{d:1}]},{compact:true}), '{ a: 1, b: \'x\', c: [ 1, 2, { d: 1 } ] }'],
  [() => u({a:{b:{c:{}}}},{compact:1,depth:5}), '{\n  a: {\n    b: { c: {} }\n  }\n}'],
  [
    () => u({a:1,b:{x:'y'.repeat(90)},c:[1,2,{d:1}]},{compact:true}),
    '{ a: 1,\n' +
    '  b:\n' +
    '   { x:\n' +
    '      \'yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy' +
    'yyyyyyyyyyyyyyyyy\' },\n' +
    '  c: [ 1, 2, { d: 1 } ] }',
  ],
  [
    () => u({a:1n,b:Symbol('x'),c:null,d:undefined,e:'s',f:new Date(0),g:/x/,h:()=>{},i:class Q{},j:true,k:[,1],l:new Map([['a',1]]),[Symbol('k')]:1,'q-r':1},{colors:true}),
    '{\n' +
    '  a: \u001b[33m1n\u001b[39m,\n' +
    '  b: \u001b[32mSymbol(x)\u001b[39m,\n' +
    '  c: \u001b[1mnull\u001b[22m,\n' +
    '  d: \u001b[90mundefined\u001b[39m,\n' +
    '  e: \u001b[32m\'s\'\u001b[39m,\n' +
    '  f: \u001b[35m1970-01-01T00:00:00.000Z\u001b[39m,\n' +
    '  g: \u001b[32m/\u001b[39m\u001b[33mx\u001b[39m\u001b[32m/\u001b[39m,\n' +
    '  h: \u001b[36m[Function: h]\u001b[39m,\n' +
    '  i: \u001b[36m[class Q]\u001b[39m,\n' +
    '  j: \u001b[33mtrue\u001b[39m,\n' +
    '  k: [ \u001b[90m<1 empty item>\u001b[39m, \u001b[33m1\u001b[39m ],\n' +
    '  l: Map(1) { \u001b[32m\'a\'\u001b[39m => \u001b[33m1\u001b[39m },\n' +
    '  \u001b[32m\'q-r\'\u001b[39m: \u001b[33m1\u001b[39m,\n' +
    '  \u001b[32mSymbol(k)\u001b[39m: \u001b[33m1\u001b[39m\n' +
    '}',
  ],
  [
    () => u({a:{[c](d,o,i){return {d,o:o.depth,k:Object.keys(o).join(),i:i===u}}}},{depth:5,foo:1}),
    '{\n' +
    '  a: {\n' +
    '    d: 4,\n' +
    '    o: 5,\n' +
    '    k: \'stylize,showHidden,depth,colors,customInspect,showProxy,maxArrayLength,m' +
    'axStringLength,breakLength,compact,sorted,getters,numericSeparator,foo\',\n' +
    '    i: true\n' +
    '  }\n' +
    '}',
  ],
  [() => u({a:{[c](d,o){return d}}},{depth:null}), '{ a: null }'],
  [
    () => u({a:1,b:2},{depth:-1})+u([],{depth:-1})+u({},{depth:-1})+u(new Map,{depth:-1})+u(()=>{},{depth:-1})+u({a:{}},{depth:'x'})+u({a:{b:1}},{depth:NaN})+u({a:{b:1}},{depth:undefined}),
    '[Object][]{}Map(0) {}[Function (anonymous)]{ a: {} }{ a: { b: 1 } }{ a: { b: 1 } }',
  ],
  [() => u([-1,-2],{maxArrayLength:-1}), '[ ... 2 more items ]'],
  [
    () => u('abc',{maxStringLength:0})+u('abc',{maxStringLength:-1})+u('abc',{maxStringLength:2}),
    '\'\'... 3 more characters\'ab\'... 4 more characters\'ab\'... 1 more character',
  ],
  [
    () => u(['abc'],{breakLength:2})+u({a:1,b:2},{breakLength:3})+u({a:1,b:2},{breakLength:Infinity})+u({a:1,b:2},{compact:0})+u({a:1,b:2},{compact:'x'}),
    '[\n' +
    '  \'abc\'\n' +
    ']{\n' +
    '  a: 1,\n' +
    '  b: 2\n' +
    '}{ a: 1, b: 2 }{\n' +
    '  a: 1,\n' +
    '  b: 2\n' +
    '}{\n' +
    '  a: 1,\n' +
    '  b: 2\n' +
    '}',
  ],
  [() => u({c:1,b:2,a:[3,1]},{sorted:true}), '{ a: [ 3, 1 ], b: 2, c: 1 }'],
  [() => u({c:1,b:2},{sorted:(a,b)=>a<b?1:-1}), '{ c: 1, b: 2 }'],
  [() => u(new Set([3,1,2]),{sorted:true}), 'Set(3) { 1, 2, 3 }'],
  [() => u(Object.assign([3,1],{z:1,b:2}),{sorted:true}), '[ 3, 1, b: 2, z: 1 ]'],
  [() => u(Object.create({},{[Symbol.toStringTag]:{value:'T'}})), 'Object [T] {}'],
  [
    () => u(Object.assign(function f(){},{[Symbol.toStringTag]:'q'})),
    '[Function: f] { Symbol(Symbol.toStringTag): \'q\' }',
  ],
  [() => u(Object.setPrototypeOf({a:1},{constructor:null})), '{ a: 1 }'],
  [
    () => u(Object.create(Object.create(null),{a:{value:1,enumerable:true}})),
    'Object <[Object: null prototype] {}> { a: 1 }',
  ],
  [
    () => u({a:{b:{c:Object.create(Object.create(null),{a:{value:1,enumerable:true}})}}}),
    '{ a: { b: { c: [Object <Complex prototype>] } } }',
  ],
  [() => u(Object.assign(Object.create(null),{a:1})), '[Object: null prototype] { a: 1 }'],
  [() => u(Object.assign(async()=>{},{x:1})), '[AsyncFunction (anonymous)] { x: 1 }'],
  [
    () => u({a:1,b:[1,2,[3,[4,[5]]]]},{depth:null}),
    '{\n' +
    '  a: 1,\n' +
    '  b: [\n' +
    '    1,\n' +
    '    2,\n' +
    '    [ 3, [ 4, [ 5 ] ] ]\n' +
    '  ]\n' +
    '}',
  ],
  [
    () => u(new Map([[{a:{b:{c:{}}}},{a:{b:{c:{}}}}]])),
    'Map(1) { { a: { b: [Object] } } => { a: { b: [Object] } } }',
  ],
  [() => u({a:new Boolean(false)},{colors:true}), '{ a: \u001b[33m[Boolean: false]\u001b[39m }'],
  [() => u(Object.assign(new (class Foo{}),{get a(){return 1}})), 'Foo { a: 1 }'],
  [
    () => u(new (class Foo{get a(){return 1} b(){} static c(){}}),{showHidden:true}),
    'Foo { [a]: [Getter] }',
  ],
  [
    () => u(new (class Foo extends (class Bar{get z(){return 1}}){get a(){return 1}}),{showHidden:true}),
    'Foo { [a]: [Getter], [z]: [Getter] }',
  ],
  [() => u([1,2,3],{showHidden:true}), '[ 1, 2, 3, [length]: 3 ]'],
  [() => u({a:1},{showHidden:true}), '{ a: 1 }'],
  [() => u(new Map([[1,2]]),{showHidden:true}), 'Map(1) { 1 => 2 }'],
  [
    () => u(function foo(){},{showHidden:true}),
    '<ref *1> [Function: foo] {\n' +
    '  [length]: 0,\n' +
    '  [name]: \'foo\',\n' +
    '  [prototype]: { [constructor]: [Circular *1] }\n' +
    '}',
  ],
  [
    () => u(class Foo{static a=1},{showHidden:true}),
    '<ref *1> [class Foo] {\n' +
    '  [length]: 0,\n' +
    '  [name]: \'Foo\',\n' +
    '  [prototype]: { [constructor]: [Circular *1] },\n' +
    '  a: 1\n' +
    '}',
  ],
  [() => u(new Date(0),{showHidden:true}), '1970-01-01T00:00:00.000Z'],
  [() => u(/x/,{showHidden:true}), '/x/ { [lastIndex]: 0 }'],
  [() => u(new Set([1]),{showHidden:true}), 'Set(1) { 1 }'],
  [() => u(Object('ab'),{showHidden:true}), '[String: \'ab\'] { [length]: 2 }'],
  [() => u(Promise.resolve(1),{showHidden:true}), 'Promise { 1 }'],
  [
    () => u(/[-a]/,{colors:true}),
    '\u001b[32m/\u001b[39m\u001b[31m[\u001b[39m\u001b[33m-\u001b[39m\u001b[33ma\u001b[39m' +
    '\u001b[31m]\u001b[39m\u001b[32m/\u001b[39m',
  ],
  [
    () => u(/a{12,34}/,{colors:true}),
    '\u001b[32m/\u001b[39m\u001b[33ma\u001b[39m\u001b[31m{\u001b[39m\u001b[36m12\u001b[39' +
    'm\u001b[33m,\u001b[39m\u001b[36m34\u001b[39m\u001b[31m}\u001b[39m\u001b[32m/\u001b[39m',
  ],
  [() => u(new Map([[{a:1},new Set([1,[2]])]]),{depth:0}), 'Map(1) { [Object] => [Set] }'],
  [() => u({a:new Map([[1,{b:{c:{}}}]])},{depth:1}), '{ a: Map(1) { 1 => [Object] } }'],
  [
    () => u([new Map([[1,2]]),new Set([1])],{compact:false}),
    '[\n' +
    '  Map(1) {\n' +
    '    1 => 2\n' +
    '  },\n' +
    '  Set(1) {\n' +
    '    1\n' +
    '  }\n' +
    ']',
  ],
  [
    () => u({x:{y:{z:Array(30).fill(1)}}},{depth:5}),
    '{\n' +
    '  x: {\n' +
    '    y: {\n' +
    '      z: [\n' +
    '        1, 1, 1, 1, 1, 1, 1, 1, 1,\n' +
    '        1, 1, 1, 1, 1, 1, 1, 1, 1,\n' +
    '        1, 1, 1, 1, 1, 1, 1, 1, 1,\n' +
    '        1, 1, 1\n' +
    '      ]\n' +
    '    }\n' +
    '  }\n' +
    '}',
  ],
  [
    () => u({a:[1,2,{b:[3,{c:[4]}]}]},{depth:10}),
    '{\n' +
    '  a: [\n' +
    '    1,\n' +
    '    2,\n' +
    '    {\n' +
    '      b: [ 3, { c: [ 4 ] } ]\n' +
    '    }\n' +
    '  ]\n' +
    '}',
  ],
  [() => u([,'a'],{showHidden:true}), '[ <1 empty item>, \'a\', [length]: 2 ]'],
  [() => u({a:{b:{c:{d:1}}}},{depth:0}), '{ a: [Object] }'],
  [() => u({a:{b:{c:{d:1}}}},{depth:1}), '{ a: { b: [Object] } }'],
  [() => u({a:{b:{c:{d:1}}}},{depth:Infinity}), '{\n  a: { b: { c: { d: 1 } } }\n}'],
  [
    () => u(Object.defineProperty({},'x',{enumerable:false,value:1}),{showHidden:true}),
    '{ [x]: 1 }',
  ],
  [
    () => u(Object.defineProperty({},'x',{enumerable:false,get(){return 1}}),{showHidden:true}),
    '{ [x]: [Getter] }',
  ],
  [() => u({a:Symbol('x')},{colors:true}), '{ a: \u001b[32mSymbol(x)\u001b[39m }'],
  [
    () => u([1,2,3],{maxArrayLength:0})+u([1,2,3],{maxArrayLength:1})+u([1,2,3],{maxArrayLength:null})+u(new Set([1,2,3]),{maxArrayLength:1})+u(new Map([[1,2],[3,4]]),{maxArrayLength:1})+u(new Uint8Array(3),{maxArrayLength:1})+u(new ArrayBuffer(5),{maxArrayLength:2}),
    '[ ... 3 more items ][ 1, ... 2 more items ][ 1, 2, 3 ]Set(3) { 1, ... 2 more ite' +
    'ms }Map(2) { 1 => 2, ... 1 more item }Uint8Array(3) [ 0, ... 2 more items ]Array' +
    'Buffer {\n' +
    '  [Uint8Contents]: <00 00 ... 3 more bytes>,\n' +
    '  [byteLength]: 5\n' +
    '}',
  ],
  [
    () => u('abcdef',{maxStringLength:3})+u({a:'abcdef'},{maxStringLength:null})+u(['abc','d'],{maxStringLength:1}),
    '\'abc\'... 3 more characters{ a: \'abcdef\' }[ \'a\'... 2 more characters, \'d\' ]',
  ],
  [
    () => (()=>{const o={a:1};o.self=o;return u(o,{compact:true})+u(o,{compact:false})+u(o,{colors:true})})(),
    '<ref *1> { a: 1, self: [Circular *1] }<ref *1> {\n' +
    '  a: 1,\n' +
    '  self: [Circular *1]\n' +
    '}\u001b[36m<ref *1>\u001b[39m { a: \u001b[33m1\u001b[39m, self: \u001b[36m[Circular *' +
    '1]\u001b[39m }',
  ],
  [
    () => (()=>{let o={};o.a={b:{c:o}};o.b={d:o.a};return u(o,{depth:5})})(),
    '<ref *1> {\n' +
    '  a: { b: { c: [Circular *1] } },\n' +
    '  b: { d: { b: { c: [Circular *1] } } }\n' +
    '}',
  ],
  [
    () => u(async()=>{}).toString()+u(Object.assign(async()=>{},{a:1})),
    '[AsyncFunction (anonymous)][AsyncFunction (anonymous)] { a: 1 }',
  ],
  [() => u(Object.assign(new Uint8Array(2),{x:1})), 'Uint8Array(2) [ 0, 0, x: 1 ]'],
  [() => u({b:new Uint8Array(3)},{depth:0}), '{ b: [Uint8Array] }'],
];

for (const [show, expected] of table) assert.strictEqual(show(), expected, String(show));
