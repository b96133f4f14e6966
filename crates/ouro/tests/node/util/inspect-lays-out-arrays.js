'use strict';
// util.inspect puts many short elements in columns and marks holes.
// Node docs: util.inspect, util.format. Passes unchanged under node.

const assert = require('assert');
const util = require('util');

const u = util.inspect;

const table = [
  [() => u([1,2][Symbol.iterator]()), 'Object [Array Iterator] {}'],
  [() => u(new ArrayBuffer(4)), 'ArrayBuffer { [Uint8Contents]: <00 00 00 00>, [byteLength]: 4 }'],
  [
    () => u(new ArrayBuffer(400)),
    'ArrayBuffer {\n' +
    '  [Uint8Contents]: <00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 ' +
    '00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00' +
    ' 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 0' +
    '0 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 ' +
    '... 300 more bytes>,\n' +
    '  [byteLength]: 400\n' +
    '}',
  ],
  [
    () => u(new DataView(new ArrayBuffer(4))),
    'DataView {\n' +
    '  [byteLength]: 4,\n' +
    '  [byteOffset]: 0,\n' +
    '  [buffer]: ArrayBuffer { [Uint8Contents]: <00 00 00 00>, [byteLength]: 4 }\n' +
    '}',
  ],
  [
    () => u(new SharedArrayBuffer(2)),
    'SharedArrayBuffer { [Uint8Contents]: <00 00>, [byteLength]: 2 }',
  ],
  [() => u({a:{b:{c:new Uint8Array(3)}}}), '{ a: { b: { c: [Uint8Array] } } }'],
  [() => u({a:{b:{c:new ArrayBuffer(3)}}}), '{ a: { b: { c: [ArrayBuffer] } } }'],
  [() => u([,1,,2,,]), '[ <1 empty item>, 1, <1 empty item>, 2, <1 empty item> ]'],
  [() => u([1,2,3,'a'].concat(Array(3))), '[ 1, 2, 3, \'a\', <3 empty items> ]'],
  [() => u([undefined,null,,]), '[ undefined, null, <1 empty item> ]'],
  [() => u(Array(1)), '[ <1 empty item> ]'],
  [
    () => u(['a'.repeat(100)+'\n'+'b']),
    '[\n' +
    '  \'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa' +
    'aaaaaaaaaaaaaaaaaaaaaaa\\n\' +\n' +
    '    \'b\'\n' +
    ']',
  ],
  [() => u([-0]), '[ -0 ]'],
  [() => u([1n]), '[ 1n ]'],
  [
    () => u([1,2,3,4,5,6,7,8,9,10].map(x=>x*1000)),
    '[\n' +
    '   1000, 2000, 3000,\n' +
    '   4000, 5000, 6000,\n' +
    '   7000, 8000, 9000,\n' +
    '  10000\n' +
    ']',
  ],
  [
    () => u(Array.from({length:120},(_, i)=>i)),
    '[\n' +
    '   0,  1,  2,  3,  4,  5,  6,  7,  8,  9, 10, 11,\n' +
    '  12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23,\n' +
    '  24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35,\n' +
    '  36, 37, 38, 39, 40, 41, 42, 43, 44, 45, 46, 47,\n' +
    '  48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 58, 59,\n' +
    '  60, 61, 62, 63, 64, 65, 66, 67, 68, 69, 70, 71,\n' +
    '  72, 73, 74, 75, 76, 77, 78, 79, 80, 81, 82, 83,\n' +
    '  84, 85, 86, 87, 88, 89, 90, 91, 92, 93, 94, 95,\n' +
    '  96, 97, 98, 99,\n' +
    '  ... 20 more items\n' +
    ']',
  ],
  [
    () => u(Array.from({length:30},(_, i)=>'k'.repeat(i))),
    '[\n' +
    '  \'\',\n' +
    '  \'k\',\n' +
    '  \'kk\',\n' +
    '  \'kkk\',\n' +
    '  \'kkkk\',\n' +
    '  \'kkkkk\',\n' +
    '  \'kkkkkk\',\n' +
    '  \'kkkkkkk\',\n' +
    '  \'kkkkkkkk\',\n' +
    '  \'kkkkkkkkk\',\n' +
    '  \'kkkkkkkkkk\',\n' +
    '  \'kkkkkkkkkkk\',\n' +
    '  \'kkkkkkkkkkkk\',\n' +
    '  \'kkkkkkkkkkkkk\',\n' +
    '  \'kkkkkkkkkkkkkk\',\n' +
    '  \'kkkkkkkkkkkkkkk\',\n' +
    '  \'kkkkkkkkkkkkkkkk\',\n' +
    '  \'kkkkkkkkkkkkkkkkk\',\n' +
    '  \'kkkkkkkkkkkkkkkkkk\',\n' +
    '  \'kkkkkkkkkkkkkkkkkkk\',\n' +
    '  \'kkkkkkkkkkkkkkkkkkkk\',\n' +
    '  \'kkkkkkkkkkkkkkkkkkkkk\',\n' +
    '  \'kkkkkkkkkkkkkkkkkkkkkk\',\n' +
    '  \'kkkkkkkkkkkkkkkkkkkkkkk\',\n' +
    '  \'kkkkkkkkkkkkkkkkkkkkkkkk\',\n' +
    '  \'kkkkkkkkkkkkkkkkkkkkkkkkk\',\n' +
    '  \'kkkkkkkkkkkkkkkkkkkkkkkkkk\',\n' +
    '  \'kkkkkkkkkkkkkkkkkkkkkkkkkkk\',\n' +
    '  \'kkkkkkkkkkkkkkkkkkkkkkkkkkkk\',\n' +
    '  \'kkkkkkkkkkkkkkkkkkkkkkkkkkkkk\'\n' +
    ']',
  ],
  [
    () => u(Array.from({length:27},(_, i)=>({a:i}))),
    '[\n' +
    '  { a: 0 },  { a: 1 },  { a: 2 },\n' +
    '  { a: 3 },  { a: 4 },  { a: 5 },\n' +
    '  { a: 6 },  { a: 7 },  { a: 8 },\n' +
    '  { a: 9 },  { a: 10 }, { a: 11 },\n' +
    '  { a: 12 }, { a: 13 }, { a: 14 },\n' +
    '  { a: 15 }, { a: 16 }, { a: 17 },\n' +
    '  { a: 18 }, { a: 19 }, { a: 20 },\n' +
    '  { a: 21 }, { a: 22 }, { a: 23 },\n' +
    '  { a: 24 }, { a: 25 }, { a: 26 }\n' +
    ']',
  ],
  [
    () => u(Array.from({length:10},(_, i)=>[i,-i])),
    '[\n' +
    '  [ 0, -0 ], [ 1, -1 ],\n' +
    '  [ 2, -2 ], [ 3, -3 ],\n' +
    '  [ 4, -4 ], [ 5, -5 ],\n' +
    '  [ 6, -6 ], [ 7, -7 ],\n' +
    '  [ 8, -8 ], [ 9, -9 ]\n' +
    ']',
  ],
  [
    () => u(new Float64Array([1.5,-0,NaN,1e21,3,4,5,6])),
    'Float64Array(8) [\n' +
    '    1.5, -0, NaN,\n' +
    '  1e+21,  3,   4,\n' +
    '      5,  6\n' +
    ']',
  ],
  [
    () => u(['日本語','a','b','c','dd','e','f','g']),
    '[ \'\u65e5\u672c\u8a9e\', \'a\', \'b\', \'c\', \'dd\', \'e\', \'f\', \'g\' ]',
  ],
  [() => u([[[[[]]]]]), '[ [ [ [Array] ] ] ]'],
  [() => u([[[[[1]]]]]), '[ [ [ [Array] ] ] ]'],
  [() => u([new String('x')]), '[ [String: \'x\'] ]'],
  [
    () => u(Array(200).fill('x')),
    '[\n' +
    '  \'x\', \'x\', \'x\', \'x\', \'x\', \'x\', \'x\', \'x\', \'x\', \'x\', \'x\', \'x\'' +
    ',\n' +
    '  \'x\', \'x\', \'x\', \'x\', \'x\', \'x\', \'x\', \'x\', \'x\', \'x\', \'x\', \'x\'' +
    ',\n' +
    '  \'x\', \'x\', \'x\', \'x\', \'x\', \'x\', \'x\', \'x\', \'x\', \'x\', \'x\', \'x\'' +
    ',\n' +
    '  \'x\', \'x\', \'x\', \'x\', \'x\', \'x\', \'x\', \'x\', \'x\', \'x\', \'x\', \'x\'' +
    ',\n' +
    '  \'x\', \'x\', \'x\', \'x\', \'x\', \'x\', \'x\', \'x\', \'x\', \'x\', \'x\', \'x\'' +
    ',\n' +
    '  \'x\', \'x\', \'x\', \'x\', \'x\', \'x\', \'x\', \'x\', \'x\', \'x\', \'x\', \'x\'' +
    ',\n' +
    '  \'x\', \'x\', \'x\', \'x\', \'x\', \'x\', \'x\', \'x\', \'x\', \'x\', \'x\', \'x\'' +
    ',\n' +
    '  \'x\', \'x\', \'x\', \'x\', \'x\', \'x\', \'x\', \'x\', \'x\', \'x\', \'x\', \'x\'' +
    ',\n' +
    '  \'x\', \'x\', \'x\', \'x\',\n' +
    '  ... 100 more items\n' +
    ']',
  ],
  [
    () => u(Array(101).fill(0)),
    '[\n' +
    '  0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,\n' +
    '  0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,\n' +
    '  0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,\n' +
    '  0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,\n' +
    '  0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,\n' +
    '  0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,\n' +
    '  0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,\n' +
    '  0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,\n' +
    '  0, 0, 0, 0,\n' +
    '  ... 1 more item\n' +
    ']',
  ],
  [
    () => u(Array(7).fill('ab')),
    '[\n' +
    '  \'ab\', \'ab\',\n' +
    '  \'ab\', \'ab\',\n' +
    '  \'ab\', \'ab\',\n' +
    '  \'ab\'\n' +
    ']',
  ],
  [
    () => u(['a','bb','ccc','dddd','eeeee','ffffff','ggggggg','hhhhhhhh']),
    '[\n' +
    '  \'a\',       \'bb\',\n' +
    '  \'ccc\',     \'dddd\',\n' +
    '  \'eeeee\',   \'ffffff\',\n' +
    '  \'ggggggg\', \'hhhhhhhh\'\n' +
    ']',
  ],
  [
    () => u(Array.from({length:50},(_, i)=>'item'+i)),
    '[\n' +
    '  \'item0\',  \'item1\',  \'item2\',  \'item3\',\n' +
    '  \'item4\',  \'item5\',  \'item6\',  \'item7\',\n' +
    '  \'item8\',  \'item9\',  \'item10\', \'item11\',\n' +
    '  \'item12\', \'item13\', \'item14\', \'item15\',\n' +
    '  \'item16\', \'item17\', \'item18\', \'item19\',\n' +
    '  \'item20\', \'item21\', \'item22\', \'item23\',\n' +
    '  \'item24\', \'item25\', \'item26\', \'item27\',\n' +
    '  \'item28\', \'item29\', \'item30\', \'item31\',\n' +
    '  \'item32\', \'item33\', \'item34\', \'item35\',\n' +
    '  \'item36\', \'item37\', \'item38\', \'item39\',\n' +
    '  \'item40\', \'item41\', \'item42\', \'item43\',\n' +
    '  \'item44\', \'item45\', \'item46\', \'item47\',\n' +
    '  \'item48\', \'item49\'\n' +
    ']',
  ],
  [
    () => u(Array.from({length:50},(_, i)=>i*i*i)),
    '[\n' +
    '       0,      1,     8,    27,    64,    125,\n' +
    '     216,    343,   512,   729,  1000,   1331,\n' +
    '    1728,   2197,  2744,  3375,  4096,   4913,\n' +
    '    5832,   6859,  8000,  9261, 10648,  12167,\n' +
    '   13824,  15625, 17576, 19683, 21952,  24389,\n' +
    '   27000,  29791, 32768, 35937, 39304,  42875,\n' +
    '   46656,  50653, 54872, 59319, 64000,  68921,\n' +
    '   74088,  79507, 85184, 91125, 97336, 103823,\n' +
    '  110592, 117649\n' +
    ']',
  ],
  [
    () => u(Array.from({length:20},(_, i)=>i/3)),
    '[\n' +
    '                   0, 0.3333333333333333,\n' +
    '  0.6666666666666666,                  1,\n' +
    '  1.3333333333333333, 1.6666666666666667,\n' +
    '                   2, 2.3333333333333335,\n' +
    '  2.6666666666666665,                  3,\n' +
    '  3.3333333333333335, 3.6666666666666665,\n' +
    '                   4,  4.333333333333333,\n' +
    '   4.666666666666667,                  5,\n' +
    '   5.333333333333333,  5.666666666666667,\n' +
    '                   6,  6.333333333333333\n' +
    ']',
  ],
  [() => u([1.5,2,3,4,5,6,'a']), '[\n  1.5, 2, 3,   4,\n  5,   6, \'a\'\n]'],
  [() => u([1n,2n,3n,4n,5n,6n,7n,100n]), '[\n  1n,   2n, 3n,\n  4n,   5n, 6n,\n  7n, 100n\n]'],
  [
    () => u([true,false,true,false,true,false,true,false]),
    '[\n' +
    '  true, false,\n' +
    '  true, false,\n' +
    '  true, false,\n' +
    '  true, false\n' +
    ']',
  ],
  [
    () => u({x:Array(30).fill(1)}),
    '{\n' +
    '  x: [\n' +
    '    1, 1, 1, 1, 1, 1, 1, 1, 1,\n' +
    '    1, 1, 1, 1, 1, 1, 1, 1, 1,\n' +
    '    1, 1, 1, 1, 1, 1, 1, 1, 1,\n' +
    '    1, 1, 1\n' +
    '  ]\n' +
    '}',
  ],
  [
    () => u([[1,2,[1,2,[1,2]]],{a:{b:{c:{}}}}]),
    '[ [ 1, 2, [ 1, 2, [Array] ] ], { a: { b: [Object] } } ]',
  ],
  [
    () => u(['x'.repeat(300)]),
    '[\n' +
    '  \'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx' +
    'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx' +
    'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx' +
    'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\'\n' +
    ']',
  ],
  [() => u([Symbol('x')]), '[ Symbol(x) ]'],
  [
    () => u(new Array(3))+u(new Array(1))+u([undefined])+u([,undefined]),
    '[ <3 empty items> ][ <1 empty item> ][ undefined ][ <1 empty item>, undefined ]',
  ],
  [
    () => u([new Date(0),/x/g,null,undefined,NaN,-0,Infinity]),
    '[ 1970-01-01T00:00:00.000Z, /x/g, null, undefined, NaN, -0, Infinity ]',
  ],
  [
    () => u(new Uint8Array(200)),
    'Uint8Array(200) [\n' +
    '  0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,\n' +
    '  0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,\n' +
    '  0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,\n' +
    '  0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,\n' +
    '  0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,\n' +
    '  0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,\n' +
    '  0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,\n' +
    '  0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,\n' +
    '  0, 0, 0, 0,\n' +
    '  ... 100 more items\n' +
    ']',
  ],
];

for (const [show, expected] of table) assert.strictEqual(show(), expected, String(show));
