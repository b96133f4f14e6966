'use strict';
// util.format: each placeholder, and what is left over.
// Node docs: util.inspect, util.format. Passes unchanged under node.

const assert = require('assert');
const util = require('util');

const u = util.inspect;
const f = util.format;

const table = [
  [
    () => f('%s','a')+f('%s %d',1,'42')+f('%i',42.9)+f('%f','1.5x')+f('%j',{a:1})+f('%%')+f('%% %s','x')+f('a','b',{c:1}),
    'a1 42421.5{"a":1}%%% xa b { c: 1 }',
  ],
  [
    () => f('%s',Symbol('x'))+f('%d',Symbol('x'))+f('%i',Symbol('x'))+f('%f',Symbol('x')),
    'Symbol(x)NaNNaNNaN',
  ],
  [() => f('%s',-0)+f('%d',-0)+f('%s',1n)+f('%d',1n)+f('%i',12n)+f('%f',12n), '-0-01n1n12n12'],
  [() => f('%o',{a:1,f(){}}), '{ a: 1, f: [Function: f] { [length]: 0, [name]: \'f\' } }'],
  [() => f('%o',[1,2]), '[ 1, 2, [length]: 2 ]'],
  [() => f('%O',{a:{b:{c:{d:1}}}}), '{ a: { b: { c: [Object] } } }'],
  [
    () => f('%O',{a:{b:{c:{d:1}}}},'x',{a:{b:{c:{d:1}}}}),
    '{ a: { b: { c: [Object] } } } x { a: { b: { c: [Object] } } }',
  ],
  [
    () => f('%c','css')+f('%cx','css','y')+f('%x',1)+f('%',1)+f('%s')+f('%s%s','a')+f('%s:%s','a','b','c')+f('%%%s%%','a')+f('%%s','a'),
    'x y%x 1% 1%sa%sa:b c%a%%s a',
  ],
  [
    () => f(1,2,'3')+f('a%')+f()+f('')+f('','a')+f(null)+f({a:1},'%s')+f('%j',{toJSON(){return 1}}),
    '1 2 3a% anull{ a: 1 } %s1',
  ],
  [
    () => f('%d','')+f('%d',{})+f('%d','0x10')+f('%i','0x10')+f('%i','abc')+f('%d',null)+f('%d',true)+f('%d',[]),
    '0NaN1616NaN010',
  ],
  [() => f('%d', Object(5n)) + f('%d', Object(2)), '52'],
  [() => f('%s','\ud800')===('\ud800')?'ok':'bad', 'ok'],
  [() => f('a\ud800','b').length+'', '4'],
  [() => f('%s',{a:1,b:{c:2}}, {a:1}), '{ a: 1, b: [Object] } { a: 1 }'],
  [() => f('%s', Object.assign(function f(){}, {a:1})), 'function f(){}'],
  [
    () => util.formatWithOptions({colors:true},'%s %o',1,{a:1},'x',5,true),
    '1 { a: \u001b[33m1\u001b[39m } x \u001b[33m5\u001b[39m \u001b[33mtrue\u001b[39m',
  ],
  [() => util.formatWithOptions({compact:false},{a:1}), '{\n  a: 1\n}'],
  [
    () => util.formatWithOptions({numericSeparator:true},'%d %s %i',123456,1234567,12345n),
    '123_456 1_234_567 12_345n',
  ],
];

for (const [show, expected] of table) assert.strictEqual(show(), expected, String(show));
