'use strict';
// util.inspect names classes, functions, prototypes and tags.
// Node docs: util.inspect, util.format. Passes unchanged under node.

const assert = require('assert');
const util = require('util');

const u = util.inspect;
const f = util.format;
class A {}
class B extends A {}
class BB { get [Symbol.toStringTag]() { return 'BB'; } }
class Foo extends Error {}

const table = [
  [() => u((function*(){})()), 'Object [Generator] {}'],
  [() => u((async function*(){})()), 'Object [AsyncGenerator] {}'],
  [() => u((function(){return arguments})(1,2)), '[Arguments] { \'0\': 1, \'1\': 2 }'],
  [() => u(class{}), '[class (anonymous)]'],
  [() => u(new B), 'B {}'],
  [() => u(Object.setPrototypeOf(class X{},null)), '[class X extends [null prototype]]'],
  [() => u(new (class extends Map{})), 'Map(0) {}'],
  [() => u(function*g(){}), '[GeneratorFunction: g]'],
  [() => u(async function*ag(){}), '[AsyncGeneratorFunction: ag]'],
  [() => u(Object.create(A.prototype)), 'A {}'],
  [() => u(A.prototype), '{}'],
  [() => u(B.prototype), 'A {}'],
  [() => (function(){arguments.foo=1;return u(arguments)})(), '[Arguments] { foo: 1 }'],
  [() => u({a:{b:{c:function x(){}}}}), '{ a: { b: { c: [Function: x] } } }'],
  [() => u({a:{b:{c:class A{static x=1}}}}), '{ a: { b: { c: [Function] } } }'],
  [() => u({a:{b:{c:new (class Foo{a=1})}}}), '{ a: { b: { c: [Foo] } } }'],
  [() => u({a:{b:{c:(function(){return arguments})(1)}}}), '{ a: { b: { c: [Object] } } }'],
  [() => u(new (class Foo extends Array{})(3)), 'Foo(3) [ <3 empty items> ]'],
  [() => u(new BB), 'BB {}'],
  [() => u(Object.assign(new BB,{x:1})), 'BB { x: 1 }'],
  [
    () => u(class{static [Symbol.toStringTag]='zz'}),
    '[class (anonymous)] { Symbol(Symbol.toStringTag): \'zz\' }',
  ],
  [() => u(Object.setPrototypeOf([1],null)), '[Array(1): null prototype] [ 1 ]'],
  [() => u(Object.setPrototypeOf(new Map([[1,2]]),null)), '[Map(1): null prototype] { 1 => 2 }'],
  [() => u(Object.setPrototypeOf(new Set([1]),null)), '[Set(1): null prototype] { 1 }'],
  [
    () => u(Object.setPrototypeOf(new Date(0),null)),
    '[Date: null prototype] 1970-01-01T00:00:00.000Z',
  ],
  [() => u(Object.setPrototypeOf(/x/,null)), '[RegExp: null prototype] /x/'],
  [() => u(Object.setPrototypeOf(()=>{},null)), '[Function (null prototype) (anonymous)]'],
  [() => u(Object.setPrototypeOf(new Uint8Array(1),null)), '[Uint8Array(1): null prototype] [ 0 ]'],
  [() => u(Object.setPrototypeOf(Promise.resolve(1),null)), '[Promise: null prototype] { 1 }'],
  [() => u(Object.setPrototypeOf(Object(1),null)), '[Number (null prototype): 1]'],
  [() => u(Object.create(Object.create(Foo.prototype))), '[Foo [Error]]'],
  [() => u(Object.setPrototypeOf({a:1},Foo.prototype)), '[Foo [Error]] { a: 1 }'],
  [() => u(async function foo(){}), '[AsyncFunction: foo]'],
  [
    () => u((()=>{function f(){};f.name2=1;f.f=f;return f})()),
    '<ref *1> [Function: f] { name2: 1, f: [Circular *1] }',
  ],
  [
    () => u(Object.prototype)+u(Array.prototype)+u(Map.prototype)+u(Function.prototype)+u(Symbol.prototype)+u(Promise.prototype),
    '[Object: null prototype] {}Object(0) []Object [Map] {}[Function (anonymous)] Obj' +
    'ectObject [Symbol] {}Object [Promise] {}',
  ],
  [() => u(class A extends null{}), '[class A]'],
  [() => u(new (class A extends Array{x=1})(1,2,3)), 'A(3) [ 1, 2, 3, x: 1 ]'],
  [() => u(new (class A extends Set{x=1})([1])), 'A(1) [Set] { 1, x: 1 }'],
  [() => u(new (class A extends Promise{})(()=>{})), 'A [Promise] { <pending> }'],
  [() => u(new (class A extends Function{})('return 1')), '[Function: anonymous] A'],
  [() => u(new (class A extends Uint8Array{})(2)), 'A(2) [Uint8Array] [ 0, 0 ]'],
  [() => u(new (class A extends Date{})(0)), 'A 1970-01-01T00:00:00.000Z'],
  [() => u(new (class A extends RegExp{})('x','g')), 'A /x/g'],
  [() => u(new (class A extends String{})('x')), '[String (A): \'x\']'],
  [() => u(new (class Foo{constructor(){this.x=1}})), 'Foo { x: 1 }'],
  [() => u(new (class{x=1})), '{ x: 1 }'],
  [
    () => u({a:1,b:'two',c:[3,4],d:{e:5},f:null,g:undefined,h:true,i:Symbol('s'),j:10n,k(){},l:class L{}}),
    '{\n' +
    '  a: 1,\n' +
    '  b: \'two\',\n' +
    '  c: [ 3, 4 ],\n' +
    '  d: { e: 5 },\n' +
    '  f: null,\n' +
    '  g: undefined,\n' +
    '  h: true,\n' +
    '  i: Symbol(s),\n' +
    '  j: 10n,\n' +
    '  k: [Function: k],\n' +
    '  l: [class L]\n' +
    '}',
  ],
  [() => u(new (class A{#p=1;q=2})), 'A { q: 2 }'],
  [() => u(new (class{static{this.x=1}})), '{}'],
  [() => u(new (function Foo(){this.a=1})), 'Foo { a: 1 }'],
  [() => u(new (function(){this.a=1})), '{ a: 1 }'],
  [() => u(Object.create({constructor:function Foo(){}})), '{}'],
  [() => u(Object.create(Object.prototype,{constructor:{value:class Q{}}})), '{}'],
  [() => u(Object.create((class Z{}).prototype)), 'Z {}'],
  [
    () => (()=>{class A{};const a=new A;Object.setPrototypeOf(a,null);return u(a)})(),
    '[A: null prototype] {}',
  ],
  [
    () => (()=>{class A{};const a=new A;a.constructor=class B{};return u(a)})(),
    'A { constructor: [class B] }',
  ],
  [() => (()=>{function A(){};A.prototype={x:1};return u(new A)})(), '{}'],
  [() => (()=>{function A(){};A.prototype=null;return u(new A)})(), '{}'],
  [
    () => (()=>{const C=class{};Object.defineProperty(C,'name',{value:'Dyn'});return u(C)+u(new C)})(),
    '[class Dyn]Dyn {}',
  ],
  [
    () => (()=>{const C=class Foo{};Object.defineProperty(C,'name',{value:5});return u(C)+u(new C)})(),
    '[class 5]5 {}',
  ],
  [
    () => (()=>{function f(){};Object.defineProperty(f,'name',{value:5});return u(f)})(),
    '[Function: 5]',
  ],
  [
    () => (()=>{function f(){};Object.defineProperty(f,'name',{value:Symbol('q')});return u(f)})(),
    '[Function: Symbol(q)]',
  ],
  [
    () => (()=>{class A{static name='zed'};return u(A)+u(new A)})(),
    '[class zed] { name: \'zed\' }zed {}',
  ],
  [
    () => u(new Int8Array([1,-1]))+u(new Uint16Array(0))+u(new Float32Array([0.1]))+u(new BigInt64Array([1n]))+u(new Uint8ClampedArray([300])),
    'Int8Array(2) [ 1, -1 ]Uint16Array(0) []Float32Array(1) [ 0.10000000149011612 ]Bi' +
    'gInt64Array(1) [ 1n ]Uint8ClampedArray(1) [ 255 ]',
  ],
];

for (const [show, expected] of table) assert.strictEqual(show(), expected, String(show));
