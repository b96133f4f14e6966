'use strict';
// util.inspect shows errors by class, name, cause and own properties.
// Node docs: util.inspect, util.format. Passes unchanged under node.

const assert = require('assert');
const util = require('util');

const u = util.inspect;

const table = [
  [() => u({a:{b:{c:Object.assign(new Error('m'),{x:1})}}}), '{ a: { b: { c: [Error] } } }'],
  [() => u(Object.assign(new Error('m'),{stack:'no frames'})), '[no frames]'],
  [() => u(Object.assign(new Error('m'),{stack:''})), '[Error: m]'],
  [() => u(Object.assign(new Error(''),{stack:undefined})), '[Error]'],
  [() => u(Object.assign(new Error('x'),{stack:{a:1}})), '[Error: x\n    {\n      a: 1\n    }]'],
  [() => u(Object.assign(new Error('x'),{stack:null})), '[Error: x]'],
  [() => u(Object.create(Error.prototype)), '[Error]'],
  [() => u(Error.prototype), '{}'],
  [() => u(Object.setPrototypeOf(new Error('a'),Object.prototype)), '{}'],
  [
    () => (()=>{const e=new Error('c');Object.defineProperty(e,'stack',{get(){throw new Error('st')}});return u(e)})(),
    '[Error: c]',
  ],
  [
    () => (()=>{function F(){} F.prototype=Object.create(Error.prototype);F.prototype.constructor=F;const f=new F();f.message='hey';return u(f)})(),
    '[F [Error]: hey]',
  ],
  [
    () => (()=>{function FError(m){this.message=m} util.inherits&&util.inherits(FError,Error);return ''})(),
    '',
  ],
  [
    () => (()=>{const e=new Error('a');e.stack='Error: a\n    at x (e.js:1:1)\n    at x (e.js:1:1)\n    at x (e.js:1:1)\n    at x (e.js:1:1)\n    at x (e.js:1:1)\n    at x (e.js:1:1)\n    at y (e.js:1:1)';return u(e).replace(/    at/g,'AT')})(),
    'Error: a\n' +
    'AT x (e.js:1:1)\n' +
    'AT x (e.js:1:1)\n' +
    'AT x (e.js:1:1)\n' +
    'AT x (e.js:1:1)\n' +
    'AT x (e.js:1:1)\n' +
    'AT x (e.js:1:1)\n' +
    'AT y (e.js:1:1)',
  ],
  [
    () => (()=>{const e=new Error('a');e.stack='Error: a\n'+('    at x (e.js:1:1)\n    at y (e.js:1:1)\n').repeat(5)+'    at z (e.js:1:1)';return u(e).replace(/    at/g,'AT')})(),
    'Error: a\n' +
    'AT x (e.js:1:1)\n' +
    'AT y (e.js:1:1)\n' +
    '    ... collapsed 8 duplicate lines matching above 2 lines 4 times...\n' +
    'AT z (e.js:1:1)',
  ],
  [
    () => (()=>{const e=new Error('a');e.stack='Error: a\n'+('    at x (e.js:1:1)\n    at y (e.js:1:1)\n    at w (e.js:1:2)\n').repeat(30)+'    at z (e.js:1:1)';return u(e).replace(/    at/g,'AT')})(),
    'Error: a\n' +
    'AT x (e.js:1:1)\n' +
    'AT y (e.js:1:1)\n' +
    'AT w (e.js:1:2)\n' +
    '    ... collapsed 87 duplicate lines matching above 3 lines 29 times...\n' +
    'AT z (e.js:1:1)',
  ],
];

for (const [show, expected] of table) assert.strictEqual(show(), expected, String(show));
