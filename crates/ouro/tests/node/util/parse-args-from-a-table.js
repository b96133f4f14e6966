'use strict';
// util.parseArgs: options, values, positionals, tokens and errors.
// Node docs: util.parseArgs. Passes unchanged under node.

const assert = require('assert');
const util = require('util');

/** What a function gives, or the error it throws. */
function M(run) {
  try {
    return JSON.stringify(run());
  } catch (error) {
    return `${error.code}: ${error.message}`;
  }
}
const table = [
  [
    () => util.parseArgs({args:['-f','--bar','b'],options:{f:{type:'boolean',short:'f'},bar:{type:'string'}}}),
    '{"values":{"f":true,"bar":"b"},"positionals":[]}',
  ],
  [
    () => util.parseArgs({args:['-f','--bar=b','pos'],options:{foo:{type:'boolean',short:'f'},bar:{type:'string'}},allowPositionals:true}),
    '{"values":{"foo":true,"bar":"b"},"positionals":["pos"]}',
  ],
  [
    () => util.parseArgs({args:['-fx','--no-foo','--','-z'],options:{foo:{type:'boolean',short:'f'},x:{type:'string',short:'x'}},strict:false}),
    '{"values":{"foo":true,"x":"--no-foo"},"positionals":["-z"]}',
  ],
  [
    () => util.parseArgs({args:['--unknown'],options:{}}),
    'ERR_PARSE_ARGS_UNKNOWN_OPTION: Unknown option \'--unknown\'',
  ],
  [
    () => util.parseArgs({args:['-u'],options:{}}),
    'ERR_PARSE_ARGS_UNKNOWN_OPTION: Unknown option \'-u\'',
  ],
  [
    () => util.parseArgs({args:['pos'],options:{}}),
    'ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL: Unexpected argument \'pos\'. This command do' +
    'es not take positional arguments',
  ],
  [
    () => util.parseArgs({args:['--foo'],options:{foo:{type:'string'}}}),
    'ERR_PARSE_ARGS_INVALID_OPTION_VALUE: Option \'--foo <value>\' argument missing',
  ],
  [
    () => util.parseArgs({args:['--foo=x'],options:{foo:{type:'boolean'}}}),
    'ERR_PARSE_ARGS_INVALID_OPTION_VALUE: Option \'--foo\' does not take an argument',
  ],
  [
    () => util.parseArgs({args:['--foo','-x'],options:{foo:{type:'string'}}}),
    'ERR_PARSE_ARGS_INVALID_OPTION_VALUE: Option \'--foo\' argument is ambiguous.\n' +
    'Did you forget to specify the option argument for \'--foo\'?\n' +
    'To specify an option argument starting with a dash use \'--foo=-XYZ\'.',
  ],
  [
    () => util.parseArgs({args:['-f','-x'],options:{foo:{type:'string',short:'f'}}}),
    'ERR_PARSE_ARGS_INVALID_OPTION_VALUE: Option \'-f\' argument is ambiguous.\n' +
    'Did you forget to specify the option argument for \'-f\'?\n' +
    'To specify an option argument starting with a dash use \'--foo=-XYZ\' or \'-f-XYZ\'.',
  ],
  [
    () => util.parseArgs({args:['--foo','--bar'],options:{foo:{type:'string',short:'f'}}}),
    'ERR_PARSE_ARGS_INVALID_OPTION_VALUE: Option \'--foo\' argument is ambiguous.\n' +
    'Did you forget to specify the option argument for \'--foo\'?\n' +
    'To specify an option argument starting with a dash use \'--foo=-XYZ\'.',
  ],
  [
    () => util.parseArgs({args:['--no-foo'],options:{foo:{type:'boolean'}},allowNegative:true}),
    '{"values":{"foo":false},"positionals":[]}',
  ],
  [
    () => util.parseArgs({args:['--no-foo'],options:{foo:{type:'string'}},allowNegative:true}),
    'ERR_PARSE_ARGS_UNKNOWN_OPTION: Unknown option \'--no-foo\'',
  ],
  [
    () => util.parseArgs({args:['--no-foo=x'],options:{foo:{type:'boolean'}},allowNegative:true}),
    'ERR_PARSE_ARGS_INVALID_OPTION_VALUE: Option \'--foo\' does not take an argument',
  ],
  [
    () => util.parseArgs({args:['--no-foo'],options:{'no-foo':{type:'boolean'}},allowNegative:true}),
    '{"values":{"foo":false},"positionals":[]}',
  ],
  [
    () => util.parseArgs({args:['--a','1','--a','2'],options:{a:{type:'string',multiple:true}}}),
    '{"values":{"a":["1","2"]},"positionals":[]}',
  ],
  [
    () => util.parseArgs({args:[],options:{a:{type:'string',multiple:true,default:['x']},b:{type:'boolean',default:true}}}),
    '{"values":{"a":["x"],"b":true},"positionals":[]}',
  ],
  [
    () => util.parseArgs({args:[],options:{a:{type:'string',default:1}}}),
    'ERR_INVALID_ARG_TYPE: The "options.a.default" property must be of type string. R' +
    'eceived type number (1)',
  ],
  [
    () => util.parseArgs({args:[],options:{a:{type:'string',multiple:true,default:'x'}}}),
    'ERR_INVALID_ARG_TYPE: The "options.a.default" property must be an instance of Ar' +
    'ray. Received type string (\'x\')',
  ],
  [
    () => util.parseArgs({args:[],options:{a:{type:'x'}}}),
    'ERR_INVALID_ARG_TYPE: The "options.a.type" property must be (\'string|boolean\'). ' +
    'Received type string (\'x\')',
  ],
  [
    () => util.parseArgs({args:[],options:{a:{type:'string',short:'ab'}}}),
    'ERR_INVALID_ARG_VALUE: The property \'options.a.short\' must be a single character' +
    '. Received \'ab\'',
  ],
  [
    () => util.parseArgs({args:[],options:{a:1}}),
    'ERR_INVALID_ARG_TYPE: The "options.a" property must be of type object. Received ' +
    'type number (1)',
  ],
  [
    () => util.parseArgs({args:1}),
    'ERR_INVALID_ARG_TYPE: The "args" argument must be an instance of Array. Received' +
    ' type number (1)',
  ],
  [
    () => util.parseArgs({options:1,args:[]}),
    'ERR_INVALID_ARG_TYPE: The "options" argument must be of type object. Received ty' +
    'pe number (1)',
  ],
  [
    () => util.parseArgs({args:[],strict:1}),
    'ERR_INVALID_ARG_TYPE: The "strict" argument must be of type boolean. Received ty' +
    'pe number (1)',
  ],
  [
    () => util.parseArgs({args:[],allowPositionals:'x'}),
    'ERR_INVALID_ARG_TYPE: The "allowPositionals" argument must be of type boolean. R' +
    'eceived type string (\'x\')',
  ],
  [
    () => util.parseArgs({args:[],tokens:1}),
    'ERR_INVALID_ARG_TYPE: The "tokens" argument must be of type boolean. Received ty' +
    'pe number (1)',
  ],
  [
    () => util.parseArgs({args:['-cval','-a=1'],options:{a:{type:'string',short:'a'},c:{type:'string',short:'c'}},tokens:true}),
    '{"values":{"c":"val","a":"=1"},"positionals":[],"tokens":[{"kind":"option","name' +
    '":"c","rawName":"-c","index":0,"value":"val","inlineValue":true},{"kind":"option' +
    '","name":"a","rawName":"-a","index":1,"value":"=1","inlineValue":true}]}',
  ],
  [
    () => util.parseArgs({args:['-','--foo='],options:{foo:{type:'string'}},allowPositionals:true,tokens:true}),
    '{"values":{"foo":""},"positionals":["-"],"tokens":[{"kind":"positional","index":' +
    '0,"value":"-"},{"kind":"option","name":"foo","rawName":"--foo","index":1,"value"' +
    ':"","inlineValue":true}]}',
  ],
  [
    () => util.parseArgs({args:['--foo','a','--bar'],strict:false,tokens:true}),
    '{"values":{"foo":true,"bar":true},"positionals":["a"],"tokens":[{"kind":"option"' +
    ',"name":"foo","rawName":"--foo","index":0},{"kind":"positional","index":1,"value' +
    '":"a"},{"kind":"option","name":"bar","rawName":"--bar","index":2}]}',
  ],
  [
    () => util.parseArgs({args:['-f','a'],strict:false,options:{f:{type:'string'}},tokens:true}),
    '{"values":{"f":"a"},"positionals":[],"tokens":[{"kind":"option","name":"f","rawN' +
    'ame":"-f","index":0,"value":"a","inlineValue":false}]}',
  ],
  [() => util.parseArgs({args:['--__proto__=x'],strict:false}), '{"values":{},"positionals":[]}'],
  [
    () => util.parseArgs({args:['--unknown=x'],options:{}}),
    'ERR_PARSE_ARGS_UNKNOWN_OPTION: Unknown option \'--unknown\'',
  ],
  [
    () => util.parseArgs({args:['-xyz'],options:{x:{type:'boolean',short:'x'}}}),
    'ERR_PARSE_ARGS_UNKNOWN_OPTION: Unknown option \'-y\'',
  ],
  [
    () => util.parseArgs({args:['--unknown','a'],options:{},allowPositionals:true}),
    'ERR_PARSE_ARGS_UNKNOWN_OPTION: Unknown option \'--unknown\'. To specify a position' +
    'al argument starting with a \'-\', place it at the end of the command after \'--\', ' +
    'as in \'-- "--unknown"',
  ],
  [
    () => util.parseArgs({args:['--no-foo','--foo'],options:{foo:{type:'boolean',multiple:true}},allowNegative:true,tokens:true}),
    '{"values":{"foo":[false,true]},"positionals":[],"tokens":[{"kind":"option","name' +
    '":"foo","rawName":"--no-foo","index":0},{"kind":"option","name":"foo","rawName":' +
    '"--foo","index":1}]}',
  ],
  [
    () => util.parseArgs({args:['-s-5'],options:{s:{type:'string',short:'s'}}}),
    '{"values":{"s":"-5"},"positionals":[]}',
  ],
  [
    () => util.parseArgs({args:['-s','-5'],options:{s:{type:'string',short:'s'}}}),
    'ERR_PARSE_ARGS_INVALID_OPTION_VALUE: Option \'-s\' argument is ambiguous.\n' +
    'Did you forget to specify the option argument for \'-s\'?\n' +
    'To specify an option argument starting with a dash use \'--s=-XYZ\' or \'-s-XYZ\'.',
  ],
  [
    () => util.parseArgs({args:['--s','-'],options:{s:{type:'string',short:'s'}}}),
    '{"values":{"s":"-"},"positionals":[]}',
  ],
  [
    () => util.parseArgs({args:['-ab'],options:{a:{type:'string',short:'a'},b:{type:'boolean',short:'b'}}}),
    '{"values":{"a":"b"},"positionals":[]}',
  ],
  [
    () => util.parseArgs({args:['-ba'],options:{a:{type:'string',short:'a'},b:{type:'boolean',short:'b'}}}),
    'ERR_PARSE_ARGS_INVALID_OPTION_VALUE: Option \'-a, --a <value>\' argument missing',
  ],
  [
    () => util.parseArgs({args:['-ba','-x'],options:{a:{type:'string',short:'a'},b:{type:'boolean',short:'b'}}}),
    'ERR_PARSE_ARGS_INVALID_OPTION_VALUE: Option \'-a\' argument is ambiguous.\n' +
    'Did you forget to specify the option argument for \'-a\'?\n' +
    'To specify an option argument starting with a dash use \'--a=-XYZ\' or \'-a-XYZ\'.',
  ],
  [
    () => util.parseArgs({args:['--a'],options:{a:{type:'string',short:'a'}},strict:false}),
    '{"values":{"a":true},"positionals":[]}',
  ],
  [
    () => util.parseArgs({args:['--a=1'],options:{a:{type:'boolean'}},strict:false}),
    '{"values":{"a":"1"},"positionals":[]}',
  ],
];

for (const [run, expected] of table) assert.strictEqual(M(run), expected, String(run));
