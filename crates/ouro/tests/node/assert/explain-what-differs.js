'use strict';
// assert: the messages of failed assertions. Node docs: assert.AssertionError.
// Passes unchanged under node.

const assert = require('assert');

/** The message of what a function throws. */
function M(run) {
  try {
    run();
  } catch (error) {
    return error.message;
  }
  return 'nothing thrown';
}

const table = [
  [() => assert.strictEqual(1,2), 'Expected values to be strictly equal:\n\n1 !== 2\n'],
  [() => assert.strictEqual('a','b'), 'Expected values to be strictly equal:\n\n\'a\' !== \'b\'\n'],
  [
    () => assert.strictEqual('a\nb','a\nc'),
    'Expected values to be strictly equal:\n' +
    '\n' +
    '\'a\\nb\' !== \'a\\nc\'\n',
  ],
  [
    () => assert.strictEqual('a'.repeat(10),'b'.repeat(10)),
    'Expected values to be strictly equal:\n' +
    '+ actual - expected\n' +
    '\n' +
    '+ \'aaaaaaaaaa\'\n' +
    '- \'bbbbbbbbbb\'\n',
  ],
  [
    () => assert.strictEqual('a'.repeat(20),'b'.repeat(20)),
    'Expected values to be strictly equal:\n' +
    '+ actual - expected\n' +
    '\n' +
    '+ \'aaaaaaaaaaaaaaaaaaaa\'\n' +
    '- \'bbbbbbbbbbbbbbbbbbbb\'\n',
  ],
  [
    () => assert.strictEqual('a'.repeat(100),'a'.repeat(50)+'b'+'a'.repeat(49)),
    'Expected values to be strictly equal:\n' +
    '+ actual - expected\n' +
    '\n' +
    '+ \'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa' +
    'aaaaaaaaaaaaaaaaaaaaaaa\'\n' +
    '- \'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaabaaaaaaaaaaaaaaaaaaaaaaaaaa' +
    'aaaaaaaaaaaaaaaaaaaaaaa\'\n',
  ],
  [
    () => assert.strictEqual({a:1},{a:1}),
    'Values have same structure but are not reference-equal:\n' +
    '\n' +
    '{\n' +
    '  a: 1\n' +
    '}\n',
  ],
  [
    () => assert.strictEqual([1,2,3],[1,2,3]),
    'Values have same structure but are not reference-equal:\n' +
    '\n' +
    '[\n' +
    '  1,\n' +
    '  2,\n' +
    '  3\n' +
    ']\n',
  ],
  [
    () => assert.strictEqual({a:1},{a:2}),
    'Expected "actual" to be reference-equal to "expected":\n' +
    '+ actual - expected\n' +
    '\n' +
    '  {\n' +
    '+   a: 1\n' +
    '-   a: 2\n' +
    '  }\n',
  ],
  [
    () => assert.strictEqual(1,{a:2}),
    'Expected values to be strictly equal:\n' +
    '+ actual - expected\n' +
    '\n' +
    '+ 1\n' +
    '- {\n' +
    '-   a: 2\n' +
    '- }\n',
  ],
  [
    () => assert.strictEqual(undefined,null),
    'Expected values to be strictly equal:\n' +
    '+ actual - expected\n' +
    '\n' +
    '+ undefined\n' +
    '- null\n',
  ],
  [() => assert.strictEqual(NaN,0), 'Expected values to be strictly equal:\n\nNaN !== 0\n'],
  [
    () => assert.strictEqual(-0,0),
    'Expected values to be strictly equal:\n' +
    '+ actual - expected\n' +
    '\n' +
    '+ -0\n' +
    '- 0\n',
  ],
  [() => assert.strictEqual(1,2,'msg'), 'msg\n\n1 !== 2\n'],
  [() => assert.strictEqual(1,2,new TypeError('own')), 'own'],
  [
    () => assert.deepStrictEqual({a:1},{a:2}),
    'Expected values to be strictly deep-equal:\n' +
    '+ actual - expected\n' +
    '\n' +
    '  {\n' +
    '+   a: 1\n' +
    '-   a: 2\n' +
    '  }\n',
  ],
  [
    () => assert.deepStrictEqual([1,2,3],[1,2,4]),
    'Expected values to be strictly deep-equal:\n' +
    '+ actual - expected\n' +
    '\n' +
    '  [\n' +
    '    1,\n' +
    '    2,\n' +
    '+   3\n' +
    '-   4\n' +
    '  ]\n',
  ],
  [
    () => assert.deepStrictEqual([1,2,[3]],[1,2,[4]]),
    'Expected values to be strictly deep-equal:\n' +
    '+ actual - expected\n' +
    '\n' +
    '  [\n' +
    '    1,\n' +
    '    2,\n' +
    '    [\n' +
    '+     3\n' +
    '-     4\n' +
    '    ]\n' +
    '  ]\n',
  ],
  [
    () => assert.deepStrictEqual(Array.from({length:60},(_, i)=>i),Array.from({length:60},(_, i)=>i==30?'x':i)),
    'Expected values to be strictly deep-equal:\n' +
    '+ actual - expected\n' +
    '... Skipped lines\n' +
    '\n' +
    '  [\n' +
    '    0,\n' +
    '    1,\n' +
    '    2,\n' +
    '    3,\n' +
    '...\n' +
    '    29,\n' +
    '+   30,\n' +
    '-   \'x\',\n' +
    '    31,\n' +
    '    32,\n' +
    '    33,\n' +
    '    34,\n' +
    '    35,\n',
  ],
  [
    () => assert.deepStrictEqual(Array.from({length:100},(_, i)=>i),Array.from({length:100},(_, i)=>i+1)),
    'Expected values to be strictly deep-equal:\n' +
    '+ actual - expected\n' +
    '... Skipped lines\n' +
    '\n' +
    '  [\n' +
    '+   0,\n' +
    '    1,\n' +
    '    2,\n' +
    '    3,\n' +
    '    4,\n' +
    '    5,\n' +
    '...\n' +
    '    99,\n' +
    '-   100\n' +
    '  ]\n',
  ],
  [
    () => assert.deepStrictEqual({a:1,b:{c:2,d:[1,2,3]},e:'x'},{a:1,b:{c:2,d:[1,3]},e:'y'}),
    'Expected values to be strictly deep-equal:\n' +
    '+ actual - expected\n' +
    '\n' +
    '  {\n' +
    '    a: 1,\n' +
    '    b: {\n' +
    '      c: 2,\n' +
    '      d: [\n' +
    '        1,\n' +
    '+       2,\n' +
    '        3\n' +
    '      ]\n' +
    '    },\n' +
    '+   e: \'x\'\n' +
    '-   e: \'y\'\n' +
    '  }\n',
  ],
  [() => assert.deepStrictEqual(1,2), 'Expected values to be strictly deep-equal:\n\n1 !== 2\n'],
  [
    () => assert.deepStrictEqual(new Map([[1,2]]),new Map([[1,3]])),
    'Expected values to be strictly deep-equal:\n' +
    '+ actual - expected\n' +
    '\n' +
    '  Map(1) {\n' +
    '+   1 => 2\n' +
    '-   1 => 3\n' +
    '  }\n',
  ],
  [
    () => assert.deepStrictEqual(new Set([1]),new Set([2])),
    'Expected values to be strictly deep-equal:\n' +
    '+ actual - expected\n' +
    '\n' +
    '  Set(1) {\n' +
    '+   1\n' +
    '-   2\n' +
    '  }\n',
  ],
  [
    () => assert.deepStrictEqual([0],[-0]),
    'Expected values to be strictly deep-equal:\n' +
    '+ actual - expected\n' +
    '\n' +
    '  [\n' +
    '+   0\n' +
    '-   -0\n' +
    '  ]\n',
  ],
  [
    () => assert.deepStrictEqual({},[]),
    'Expected values to be strictly deep-equal:\n' +
    '+ actual - expected\n' +
    '\n' +
    '+ {}\n' +
    '- []\n',
  ],
  [
    () => assert.deepStrictEqual(Object.create(null),{}),
    'Expected values to be strictly deep-equal:\n' +
    '+ actual - expected\n' +
    '\n' +
    '+ [Object: null prototype] {}\n' +
    '- {}\n',
  ],
  [
    () => assert.deepStrictEqual(new Date(0),new Date(1)),
    'Expected values to be strictly deep-equal:\n' +
    '+ actual - expected\n' +
    '\n' +
    '+ 1970-01-01T00:00:00.000Z\n' +
    '- 1970-01-01T00:00:00.001Z\n',
  ],
  [
    () => assert.deepStrictEqual(/a/,/b/),
    'Expected values to be strictly deep-equal:\n' +
    '+ actual - expected\n' +
    '\n' +
    '+ /a/\n' +
    '- /b/\n',
  ],
  [
    () => assert.deepStrictEqual(new Error('a'),new Error('b')),
    'Expected values to be strictly deep-equal:\n' +
    '+ actual - expected\n' +
    '\n' +
    '+ [Error: a]\n' +
    '- [Error: b]\n',
  ],
  [
    () => assert.deepEqual({a:1},{a:2}),
    'Expected values to be loosely deep-equal:\n' +
    '\n' +
    '{\n' +
    '  a: 1\n' +
    '}\n' +
    '\n' +
    'should loosely deep-equal\n' +
    '\n' +
    '{\n' +
    '  a: 2\n' +
    '}',
  ],
  [
    () => assert.deepEqual(1,2),
    'Expected values to be loosely deep-equal:\n' +
    '\n' +
    '1\n' +
    '\n' +
    'should loosely deep-equal\n' +
    '\n' +
    '2',
  ],
  [
    () => assert.deepEqual([1,2,3],[1,2,3,4]),
    'Expected values to be loosely deep-equal:\n' +
    '\n' +
    '[\n' +
    '  1,\n' +
    '  2,\n' +
    '  3\n' +
    ']\n' +
    '\n' +
    'should loosely deep-equal\n' +
    '\n' +
    '[\n' +
    '  1,\n' +
    '  2,\n' +
    '  3,\n' +
    '  4\n' +
    ']',
  ],
  [() => assert.equal(1,2), '1 == 2'],
  [() => assert.equal('a','b'), '\'a\' == \'b\''],
  [() => assert.equal({a:1},{a:1}), '{\n  a: 1\n} == {\n  a: 1\n}'],
  [() => assert.notEqual(1,1), '1 != 1'],
  [() => assert.notStrictEqual(1,1), 'Expected "actual" to be strictly unequal to: 1'],
  [
    () => assert.notStrictEqual({a:1},1)||assert.notStrictEqual('abc','abc'),
    'Expected "actual" to be strictly unequal to: \'abc\'',
  ],
  [
    () => {const o={a:1};assert.notStrictEqual(o,o)},
    'Expected "actual" not to be reference-equal to "expected":\n' +
    '\n' +
    '{\n' +
    '  a: 1\n' +
    '}\n',
  ],
  [
    () => {const o=Array.from({length:40},(_, i)=>({i}));assert.notStrictEqual(o,o)},
    'Expected "actual" not to be reference-equal to "expected":\n' +
    '\n' +
    '[\n' +
    '  {\n' +
    '    i: 0\n' +
    '  },\n' +
    '  {\n' +
    '    i: 1\n' +
    '  },\n' +
    '  {\n' +
    '    i: 2\n' +
    '  },\n' +
    '  {\n' +
    '    i: 3\n' +
    '  },\n' +
    '  {\n' +
    '    i: 4\n' +
    '  },\n' +
    '  {\n' +
    '    i: 5\n' +
    '  },\n' +
    '  {\n' +
    '    i: 6\n' +
    '  },\n' +
    '  {\n' +
    '    i: 7\n' +
    '  },\n' +
    '  {\n' +
    '    i: 8\n' +
    '  },\n' +
    '  {\n' +
    '    i: 9\n' +
    '  },\n' +
    '  {\n' +
    '    i: 10\n' +
    '  },\n' +
    '  {\n' +
    '    i: 11\n' +
    '  },\n' +
    '  {\n' +
    '    i: 12\n' +
    '  },\n' +
    '  {\n' +
    '    i: 13\n' +
    '  },\n' +
    '  {\n' +
    '    i: 14\n' +
    '  },\n' +
    '...\n',
  ],
  [
    () => assert.notDeepStrictEqual({a:1},{a:1}),
    'Expected "actual" not to be strictly deep-equal to:\n' +
    '\n' +
    '{\n' +
    '  a: 1\n' +
    '}\n',
  ],
  [() => assert.notDeepStrictEqual(1,1), 'Expected "actual" not to be strictly deep-equal to: 1'],
  [
    () => assert.notDeepEqual({a:1},{a:1}),
    'Expected "actual" not to be loosely deep-equal to:\n' +
    '\n' +
    '{\n' +
    '  a: 1\n' +
    '}',
  ],
  [() => assert.ok(), 'No value argument passed to `assert.ok()`'],
  [() => assert.ok(false,'m'), 'm'],
  [() => assert.fail(), 'Failed'],
  [() => assert.fail('x'), 'x'],
  [() => assert.fail(new Error('y')), 'y'],
  [() => assert.fail(1), '1'],
  [() => assert.throws(()=>{}), 'Missing expected exception.'],
  [() => assert.throws(()=>{},'msg'), 'Missing expected exception: msg'],
  [() => assert.throws(()=>{},TypeError), 'Missing expected exception (TypeError).'],
  [() => assert.throws(()=>{},TypeError,'msg'), 'Missing expected exception (TypeError): msg'],
  [
    () => assert.throws(()=>{throw new Error('x')},TypeError),
    'The error is expected to be an instance of "TypeError". Received "Error"\n' +
    '\n' +
    'Error message:\n' +
    '\n' +
    'x',
  ],
  [
    () => assert.throws(()=>{throw new Error('x')},/y/),
    'The input did not match the regular expression /y/. Input:\n' +
    '\n' +
    '\'Error: x\'\n',
  ],
  [() => assert.throws(()=>{throw new Error('x')},/y/,'mm'), 'mm'],
  [
    () => assert.throws(()=>{throw new Error('x')},{message:'y'}),
    'Expected values to be strictly deep-equal:\n' +
    '+ actual - expected\n' +
    '\n' +
    '  Comparison {\n' +
    '+   message: \'x\'\n' +
    '-   message: \'y\'\n' +
    '  }\n',
  ],
  [
    () => assert.throws(()=>{throw new Error('x')},{message:/y/,name:'Error'}),
    'Expected values to be strictly deep-equal:\n' +
    '+ actual - expected\n' +
    '\n' +
    '  Comparison {\n' +
    '+   message: \'x\',\n' +
    '-   message: /y/,\n' +
    '    name: \'Error\'\n' +
    '  }\n',
  ],
  [
    () => assert.throws(()=>{throw new Error('x')},{message:'x',code:1}),
    'Expected values to be strictly deep-equal:\n' +
    '+ actual - expected\n' +
    '\n' +
    '  Comparison {\n' +
    '-   code: 1,\n' +
    '    message: \'x\'\n' +
    '  }\n',
  ],
  [
    () => assert.throws(()=>{throw new Error('x')},()=>false),
    'The validation function is expected to return "true". Received false\n' +
    '\n' +
    'Caught error:\n' +
    '\n' +
    'Error: x',
  ],
  [
    () => assert.throws(()=>{throw new Error('x')},function foo(){return 1}),
    'The "foo" validation function is expected to return "true". Received 1\n' +
    '\n' +
    'Caught error:\n' +
    '\n' +
    'Error: x',
  ],
  [
    () => assert.throws(()=>{throw new Error('x')},'x'),
    'The "error/message" argument is ambiguous. The error message "x" is identical to' +
    ' the message.',
  ],
  [() => assert.throws(()=>{throw new Error('y')},'x'), 'nothing thrown'],
  [
    () => assert.throws(()=>{throw 'x'},'x'),
    'The "error/message" argument is ambiguous. The error "x" is identical to the message.',
  ],
  [
    () => assert.throws(()=>{throw null},{message:'y'}),
    'Expected values to be strictly deep-equal:\n' +
    '+ actual - expected\n' +
    '\n' +
    '+ null\n' +
    '- {\n' +
    '-   message: \'y\'\n' +
    '- }\n',
  ],
  [
    () => assert.throws(()=>{throw 1},{message:'y'}),
    'Expected values to be strictly deep-equal:\n' +
    '+ actual - expected\n' +
    '\n' +
    '+ 1\n' +
    '- {\n' +
    '-   message: \'y\'\n' +
    '- }\n',
  ],
  [
    () => assert.throws('x'),
    'The "fn" argument must be of type function. Received type string (\'x\')',
  ],
  [
    () => assert.throws(()=>{throw new Error('x')},1),
    'The "error" argument must be of type function or an instance of Error, RegExp, o' +
    'r Object. Received type number (1)',
  ],
  [
    () => assert.throws(()=>{throw new Error('x')},{}),
    'The argument \'error\' may not be an empty object. Received {}',
  ],
  [
    () => assert.throws(()=>{throw new Error('x')},new Error('y')),
    'Expected values to be strictly deep-equal:\n' +
    '+ actual - expected\n' +
    '\n' +
    '  Comparison {\n' +
    '+   message: \'x\',\n' +
    '-   message: \'y\',\n' +
    '    name: \'Error\'\n' +
    '  }\n',
  ],
  [
    () => assert.throws(()=>{throw new Error('x')},new TypeError('x')),
    'Expected values to be strictly deep-equal:\n' +
    '+ actual - expected\n' +
    '\n' +
    '  Comparison {\n' +
    '    message: \'x\',\n' +
    '+   name: \'Error\'\n' +
    '-   name: \'TypeError\'\n' +
    '  }\n',
  ],
  [
    () => assert.doesNotThrow(()=>{throw new Error('x')}),
    'Got unwanted exception.\n' +
    'Actual message: "x"',
  ],
  [
    () => assert.doesNotThrow(()=>{throw new Error('x')},'mm'),
    'Got unwanted exception: mm\n' +
    'Actual message: "x"',
  ],
  [
    () => assert.doesNotThrow(()=>{throw new Error('x')},Error,'mm'),
    'Got unwanted exception: mm\n' +
    'Actual message: "x"',
  ],
  [() => assert.doesNotThrow(()=>{throw new Error('x')},TypeError), 'x'],
  [
    () => assert.doesNotThrow(()=>{throw new Error('x')},/x/),
    'Got unwanted exception.\n' +
    'Actual message: "x"',
  ],
  [
    () => assert.doesNotThrow(()=>{throw new Error('x')},{}),
    'The "expected" argument must be of type function or an instance of RegExp. Recei' +
    'ved an instance of Object',
  ],
  [() => assert.ifError(new Error('x')), 'ifError got unwanted exception: x'],
  [() => assert.ifError('x'), 'ifError got unwanted exception: \'x\''],
  [() => assert.ifError(0), 'ifError got unwanted exception: 0'],
  [() => assert.ifError({message:'mm'}), 'ifError got unwanted exception: mm'],
  [() => assert.ifError({message:''}), 'ifError got unwanted exception: Object'],
  [() => assert.ifError(null), 'nothing thrown'],
  [
    () => assert.match('abc',/x/),
    'The input did not match the regular expression /x/. Input:\n' +
    '\n' +
    '\'abc\'\n',
  ],
  [
    () => assert.match(1,/x/),
    'The "string" argument must be of type string. Received type number (1)',
  ],
  [
    () => assert.match('abc','x'),
    'The "regexp" argument must be an instance of RegExp. Received type string (\'x\')',
  ],
  [
    () => assert.doesNotMatch('abc',/b/),
    'The input was expected to not match the regular expression /b/. Input:\n' +
    '\n' +
    '\'abc\'\n',
  ],
  [
    () => assert.doesNotMatch(1,/b/),
    'The "string" argument must be of type string. Received type number (1)',
  ],
  [() => assert.match('abc',/x/,'mm'), 'mm'],
  [
    () => assert.partialDeepStrictEqual({a:1,b:2},{a:2}),
    'Expected values to be partially and strictly deep-equal:\n' +
    '+ actual - expected\n' +
    '\n' +
    '  {\n' +
    '+   a: 1,\n' +
    '+   b: 2\n' +
    '-   a: 2\n' +
    '  }\n',
  ],
  [() => assert.partialDeepStrictEqual([1,2,3],[1,3]), 'nothing thrown'],
  [
    () => assert.partialDeepStrictEqual([1,2,3],[3,1]),
    'Expected values to be partially and strictly deep-equal:\n' +
    '+ actual - expected\n' +
    '\n' +
    '  [\n' +
    '+   1,\n' +
    '+   2,\n' +
    '    3,\n' +
    '-   1\n' +
    '  ]\n',
  ],
  [() => assert.partialDeepStrictEqual(new Map([[1,2],[3,4]]),new Map([[3,4]])), 'nothing thrown'],
  [
    () => assert.partialDeepStrictEqual(new Set([1,2]),new Set([3])),
    'Expected values to be partially and strictly deep-equal:\n' +
    '+ actual - expected\n' +
    '\n' +
    '+ Set(2) {\n' +
    '+   1,\n' +
    '+   2\n' +
    '- Set(1) {\n' +
    '-   3\n' +
    '  }\n',
  ],
  [() => assert.partialDeepStrictEqual({a:{b:1,c:2}},{a:{b:1}}), 'nothing thrown'],
  [
    () => assert.partialDeepStrictEqual(1,2),
    'Expected values to be partially and strictly deep-equal:\n' +
    '\n' +
    '1 !== 2\n',
  ],
  [() => assert.strictEqual(1), 'The "actual" and "expected" arguments must be specified'],
  [() => assert.deepEqual(), 'The "actual" and "expected" arguments must be specified'],
  [
    () => assert.strictEqual(Symbol('a'),Symbol('a')),
    'Expected values to be strictly equal:\n' +
    '+ actual - expected\n' +
    '\n' +
    '+ Symbol(a)\n' +
    '- Symbol(a)\n',
  ],
  [
    () => assert.strictEqual(()=>{},()=>{}),
    'Expected "actual" to be reference-equal to "expected":\n' +
    '+ actual - expected\n' +
    '\n' +
    '+ [Function (anonymous)]\n' +
    '- [Function (anonymous)]\n',
  ],
  [
    () => assert.strictEqual([1,2,3],[4]),
    'Expected "actual" to be reference-equal to "expected":\n' +
    '+ actual - expected\n' +
    '\n' +
    '  [\n' +
    '+   1,\n' +
    '+   2,\n' +
    '+   3\n' +
    '-   4\n' +
    '  ]\n',
  ],
  [
    () => assert.strictEqual('x\n'.repeat(30),'y\n'.repeat(30)),
    'Expected values to be strictly equal:\n' +
    '+ actual - expected\n' +
    '\n' +
    '+ \'x\\nx\\nx\\nx\\nx\\nx\\nx\\nx\\nx\\nx\\nx\\nx\\nx\\nx\\nx\\nx\\nx\\nx\\nx\\nx\\nx' +
    '\\nx\\nx\\nx\\nx\\nx\\nx\\nx\\nx\\nx\\n\'\n' +
    '- \'y\\ny\\ny\\ny\\ny\\ny\\ny\\ny\\ny\\ny\\ny\\ny\\ny\\ny\\ny\\ny\\ny\\ny\\ny\\ny\\ny' +
    '\\ny\\ny\\ny\\ny\\ny\\ny\\ny\\ny\\ny\\n\'\n',
  ],
  [
    () => assert.deepStrictEqual({a:'x'.repeat(600)},{a:'y'}),
    'Expected values to be strictly deep-equal:\n' +
    '+ actual - expected\n' +
    '\n' +
    '  {\n' +
    '+   a: \'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx' +
    'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx' +
    'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx' +
    'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx' +
    'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx' +
    'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx' +
    'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx' +
    'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\'\n' +
    '-   a: \'y\'\n' +
    '  }\n',
  ],
  [
    () => assert.deepStrictEqual('a b c','a b d'),
    'Expected values to be strictly deep-equal:\n' +
    '\n' +
    '\'a b c\' !== \'a b d\'\n',
  ],
  [
    () => assert.deepStrictEqual({a:[{b:1},{b:2},{b:3}]},{a:[{b:1},{b:3}]}),
    'Expected values to be strictly deep-equal:\n' +
    '+ actual - expected\n' +
    '\n' +
    '  {\n' +
    '    a: [\n' +
    '      {\n' +
    '        b: 1\n' +
    '      },\n' +
    '      {\n' +
    '+       b: 2\n' +
    '+     },\n' +
    '+     {\n' +
    '        b: 3\n' +
    '      }\n' +
    '    ]\n' +
    '  }\n',
  ],
  [
    () => assert.deepStrictEqual([[1,2],[3]],[[1,2],[3],[4]]),
    'Expected values to be strictly deep-equal:\n' +
    '+ actual - expected\n' +
    '... Skipped lines\n' +
    '\n' +
    '  [\n' +
    '    [\n' +
    '      1,\n' +
    '      2\n' +
    '    ],\n' +
    '...\n' +
    '    ],\n' +
    '-   [\n' +
    '-     4\n' +
    '-   ]\n' +
    '  ]\n',
  ],
  [() => assert.strictEqual(1n,2n), 'Expected values to be strictly equal:\n\n1n !== 2n\n'],
  [
    () => assert.strictEqual(true,'true'),
    'Expected values to be strictly equal:\n' +
    '\n' +
    'true !== \'true\'\n',
  ],
  [
    () => assert.deepStrictEqual({a:1},{a:1,b:undefined}),
    'Expected values to be strictly deep-equal:\n' +
    '+ actual - expected\n' +
    '\n' +
    '  {\n' +
    '    a: 1,\n' +
    '-   b: undefined\n' +
    '  }\n',
  ],
  [() => assert.equal(null,undefined)||assert.equal(NaN,NaN)||assert.equal(1,'2'), '1 == \'2\''],
  [
    () => assert.deepEqual({a:1,b:[1,2,3]},{a:'1',b:[1,2,4]}),
    'Expected values to be loosely deep-equal:\n' +
    '\n' +
    '{\n' +
    '  a: 1,\n' +
    '  b: [\n' +
    '    1,\n' +
    '    2,\n' +
    '    3\n' +
    '  ]\n' +
    '}\n' +
    '\n' +
    'should loosely deep-equal\n' +
    '\n' +
    '{\n' +
    '  a: \'1\',\n' +
    '  b: [\n' +
    '    1,\n' +
    '    2,\n' +
    '    4\n' +
    '  ]\n' +
    '}',
  ],
  [
    () => assert.deepStrictEqual(Array(60).fill('xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx'),Array(61).fill('xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx')),
    'Expected values to be strictly deep-equal:\n' +
    '+ actual - expected\n' +
    '... Skipped lines\n' +
    '\n' +
    '  [\n' +
    '    \'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\',\n' +
    '    \'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\',\n' +
    '    \'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\',\n' +
    '    \'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\',\n' +
    '...\n' +
    '    \'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\',\n' +
    '-   \'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\'\n' +
    '  ]\n',
  ],
  [
    () => assert.strictEqual(1,2,undefined),
    'The "message" argument must be one of type string or function. Received undefined',
  ],
  [
    () => assert.strictEqual(1,2,5),
    'The "message" argument must be one of type string or function. Received type num' +
    'ber (5)',
  ],
  [() => assert.strictEqual(1,2,(a,e)=>'fn'+a+e), 'fn12\n\n1 !== 2\n'],
  [() => assert.strictEqual(1,2,'%s is %d',1,2), '1 is 2\n\n1 !== 2\n'],
];

for (const [run, expected] of table) {
  const message = M(run);
  if (message !== expected) throw new Error(`${run}\n${message}\nexpected:\n${expected}`);
}
