'use strict';
// util.inspect shows what a Proxy stands for, and with showProxy both halves.
// Node docs: util.inspect, util.format. Passes unchanged under node.

const assert = require('assert');
const util = require('util');

const u = util.inspect;
const f = util.format;
const c = u.custom;
class A {}
class B extends A {}

const table = [
  [() => u(new Proxy({a:1},{}),{showProxy:1}), 'Proxy [ { a: 1 }, {} ]'],
  [() => u(new Proxy(function f(){},{})), 'Proxy([Function: f])'],
  [() => u(new Proxy({a:1},{}),{showProxy:1,depth:0}), 'Proxy [ [Object], {} ]'],
  [() => u(new Proxy({a:1},{})), 'Proxy({ a: 1 })'],
  [() => u(new Proxy([1,2],{})), 'Proxy([ 1, 2 ])'],
  [() => u({x:new Proxy({a:1},{})},{depth:0}), '{ x: Proxy([Object]) }'],
  [() => u(new Proxy(class A{},{})), 'Proxy([class A])'],
  [() => u(new Proxy(new Map([[1,2]]),{})), 'Proxy(Map(1) { 1 => 2 })'],
  [() => u(new Proxy(new Date(0),{})), 'Proxy(1970-01-01T00:00:00.000Z)'],
  [() => u(new Proxy({},{})), 'Proxy({})'],
  [() => u(new Proxy(new (class Foo{}),{})), 'Proxy(Foo {})'],
  [() => u(new Proxy(new Proxy({},{}),{})), 'Proxy(Proxy({}))'],
  [() => u(new Proxy(new Proxy({},{}),{}),{showProxy:true}), 'Proxy [ Proxy [ {}, {} ], {} ]'],
  [() => (()=>{const r=Proxy.revocable({},{});r.revoke();return u(r.proxy)})(), '<Revoked Proxy>'],
  [
    () => (()=>{const r=Proxy.revocable(()=>{},{});r.revoke();return u({a:r.proxy})})(),
    '{ a: <Revoked Proxy> }',
  ],
  [() => u(new Proxy({[c](){return 'hi'}},{})), 'hi'],
  [() => u(new Proxy({a:{b:1}},{}),{depth:0}), 'Proxy({ a: [Object] })'],
  [() => u({p:new Proxy([1,2],{get:1})},{showProxy:true,depth:-1}), '[Object]'],
  [() => u({p:new Proxy([1,2],{get:1})},{showProxy:true,depth:0}), '{ p: Proxy [Array] }'],
  [
    () => u(new Proxy({a:1},{}),{colors:true}),
    '\u001b[36mProxy(\u001b[39m{ a: \u001b[33m1\u001b[39m }\u001b[36m)\u001b[39m',
  ],
  [
    () => (()=>{const o={};o.p=new Proxy(o,{});return u(o)+u(o,{showProxy:true})})(),
    '<ref *1> { p: [Circular *1] }<ref *1> { p: Proxy [ [Circular *1], {} ] }',
  ],
  [
    () => (()=>{const q=new Proxy({},{});q.q=q;return u(q)+u(q,{showProxy:true})})(),
    'Proxy(<ref *1> { q: [Circular *1] })Proxy [ <ref *1> { q: Proxy [ [Circular *1],' +
    ' {} ] }, {} ]',
  ],
  [
    () => u(String)+u(Object)+u(Proxy)+u(Symbol)+u(parseInt)+u(Map.prototype.get),
    '[Function: String][Function: Object][Function: Proxy][Function: Symbol][Function' +
    ': parseInt][Function: get]',
  ],
];

for (const [show, expected] of table) assert.strictEqual(show(), expected, String(show));
