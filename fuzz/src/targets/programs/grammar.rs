//! The grammar of random programs. Loops and functions count their rounds, results are cut, and
//! numbers are small where a built-in would loop as often, so that a program ends by itself;
//! everything else is allowed, nonsense included. ECMA-262.

use std::fmt::Write as _;

use crate::Choices;

/// Counts rounds, cuts what grows, and keeps errors to itself.
const PRELUDE: &str = "\
var $n = 0, $t = 0;
function $() { if (++$n > 2000) throw new RangeError('enough'); }
function $c(v) {
  if (typeof v === 'string' && v.length > 400) return v.slice(0, 400);
  if (Array.isArray(v) && v.length > 100) v.length = 100;
  if (typeof v === 'bigint' && BigInt.asIntN(256, v) !== v) return 1n;
  return v;
}
function $l(f) { if ($t++ < 16) f(); }
process.on('uncaughtException', () => {}).on('unhandledRejection', () => {});
var a = 1, b = 'text', c = [3, 1, 2], d = { x: 1, y: { z: [2] } }, e = (x) => x, f = null;
var g = new Map([[1, 'one'], ['two', 2]]), h = /(?<n>t)(.)?/g;
";

const NAMES: &[&str] = &["a", "b", "c", "d", "e", "f", "g", "h"];

const LITERALS: &[&str] = &[
    "0",
    "1",
    "-1",
    "2",
    "7",
    "-0",
    "NaN",
    "Infinity",
    "0.5",
    "1e21",
    "3n",
    "-5n",
    "''",
    "'abc'",
    "'\\ud83d\\ude00x'",
    "'\\ud800'",
    "'caf\\u00e9'",
    "null",
    "undefined",
    "true",
    "[]",
    "{}",
    "[,1,,]",
    "/a/y",
    "/(a*)*b/u",
    "/[^]/gs",
    "/(?<=x)y|\\1/",
    "Symbol.iterator",
    "Symbol('s')",
    "new Date(0)",
    "new Set([1, 'a'])",
    "new Uint8Array([1, 2, 255])",
    "new WeakMap()",
    "new Error('e')",
    "Buffer.from('caf\\u00e9')",
    "globalThis",
    "Promise.resolve(1)",
    "Math",
    "JSON",
    "new ArrayBuffer(8, { maxByteLength: 16 })",
    "Object.create(null)",
    "new Proxy({}, {})",
    "new Proxy(function () {}, { apply() { $(); return 1; }, get: (t, k) => k })",
    "this",
    "e",
    "NaN",
    "(function () { return arguments; })(1, 2)",
    "new (class extends Array {})(1, 2, 3)",
    "[[1], [2, [3]]]",
    "{ get x() { $(); return 1; }, set x(v) { $(); }, toString() { $(); return 'o'; } }",
    "{ valueOf() { $(); throw 1; } }",
    "{ length: 2, 0: 'p', 1: 'q' }",
    "{ then(r) { $(); r(1); } }",
    "{ [Symbol.toPrimitive]: (hint) => hint }",
    "{ *[Symbol.iterator]() { $(); yield 1; yield 2; } }",
];

/// Without `__proto__`: to assign to it twice in one place ends the engine (see the report in the
/// README).
const PROPERTIES: &[&str] = &[
    "x",
    "y",
    "z",
    "0",
    "1",
    "length",
    "constructor",
    "prototype",
    "name",
    "message",
    "stack",
    "size",
    "then",
    "buffer",
    "lastIndex",
    "[Symbol.iterator]",
    "[Symbol.toStringTag]",
    "flags",
    "groups",
];

/// Methods of all kinds, called on anything.
const METHODS: &[&str] = &[
    "at",
    "concat",
    "copyWithin",
    "entries",
    "every",
    "fill",
    "filter",
    "find",
    "findLast",
    "flat",
    "flatMap",
    "forEach",
    "includes",
    "indexOf",
    "join",
    "keys",
    "lastIndexOf",
    "map",
    "pop",
    "push",
    "reduce",
    "reduceRight",
    "reverse",
    "shift",
    "slice",
    "some",
    "sort",
    "splice",
    "toReversed",
    "toSorted",
    "toSpliced",
    "unshift",
    "values",
    "with",
    "charAt",
    "charCodeAt",
    "codePointAt",
    "endsWith",
    "localeCompare",
    "match",
    "matchAll",
    "normalize",
    "replace",
    "replaceAll",
    "search",
    "split",
    "startsWith",
    "substring",
    "toLowerCase",
    "toUpperCase",
    "trim",
    "trimEnd",
    "isWellFormed",
    "toWellFormed",
    "toFixed",
    "toPrecision",
    "toExponential",
    "toString",
    "toLocaleString",
    "valueOf",
    "get",
    "set",
    "has",
    "add",
    "delete",
    "clear",
    "union",
    "isSubsetOf",
    "exec",
    "test",
    "compile",
    "getTime",
    "toISOString",
    "setMonth",
    "toJSON",
    "call",
    "apply",
    "bind",
    "next",
    "return",
    "throw",
    "then",
    "catch",
    "finally",
    "subarray",
    "resize",
    "transfer",
    "hasOwnProperty",
    "isPrototypeOf",
    "write",
    "readUInt16LE",
    "equals",
    "swap16",
    "toHex",
    "take",
    "drop",
    "propertyIsEnumerable",
    "anchor",
    "substr",
];

/// Functions, called with anything.
const FUNCTIONS: &[&str] = &[
    "Object.keys",
    "Object.entries",
    "Object.fromEntries",
    "Object.assign",
    "Object.freeze",
    "Object.getOwnPropertyDescriptors",
    "Object.setPrototypeOf",
    "Object.defineProperty",
    "Object.groupBy",
    "Object.defineProperties",
    "Object.getOwnPropertyNames",
    "Reflect.ownKeys",
    "Reflect.construct",
    "Reflect.apply",
    "Reflect.set",
    "Reflect.has",
    "Reflect.getPrototypeOf",
    "Array.from",
    "Array.of",
    "JSON.stringify",
    "JSON.parse",
    "String.raw",
    "String.fromCodePoint",
    "Number",
    "String",
    "BigInt",
    "Symbol",
    "parseInt",
    "parseFloat",
    "Math.max",
    "Math.hypot",
    "Math.sumPrecise",
    "Math.f16round",
    "structuredClone",
    "require('util').inspect",
    "require('util').format",
    "require('util').isDeepStrictEqual",
    "require('util').inspect.bind(null, globalThis)",
    "require('assert').deepStrictEqual",
    "Promise.all",
    "Promise.race",
    "Promise.withResolvers",
    "queueMicrotask",
    "process.nextTick",
    "Buffer.from",
    "Buffer.concat",
    "Buffer.byteLength",
    "Buffer.compare",
    "encodeURIComponent",
    "decodeURI",
    "escape",
    "unescape",
    "btoa",
    "atob",
    "Date.parse",
    "Date.UTC",
    "Intl.NumberFormat",
    "Intl.DateTimeFormat",
    "isNaN",
    "eval",
    "Error.captureStackTrace",
    "require('path').join",
    "require('path').win32.relative",
    "require('querystring').parse",
    "require('querystring').stringify",
    "require('url').parse",
    "require('url').format",
    "require('events').once",
    "require('util').promisify",
    "require('util').types.isProxy",
    "Atomics.add",
    "Iterator.from",
    "RegExp.escape",
    "ArrayBuffer.isView",
    "Array.fromAsync",
    "console.log.bind",
    "require('util').parseArgs",
    "require('util').stripVTControlCharacters",
    "require('fs').statSync",
    "require('vm').runInNewContext",
    "require('util').styleText",
    "performance.mark",
    "require('v8')?.serialize",
];

const CLASSES: &[&str] = &[
    "Object",
    "Array",
    "Map",
    "Set",
    "WeakSet",
    "WeakRef",
    "Date",
    "RegExp",
    "Error",
    "AggregateError",
    "Promise",
    "Proxy",
    "Function",
    "String",
    "Number",
    "Boolean",
    "Uint8Array",
    "Float64Array",
    "DataView",
    "ArrayBuffer",
    "SharedArrayBuffer",
    "URL",
    "URLSearchParams",
    "TextDecoder",
    "EventTarget",
    "Event",
    "AbortController",
    "Blob",
    "Headers",
    "FinalizationRegistry",
    "SuppressedError",
    "DisposableStack",
    "Intl.Collator",
    "Intl.Segmenter",
    "require('events')",
    "require('stream').PassThrough",
    "MessageChannel",
    "require('string_decoder').StringDecoder",
    "require('async_hooks').AsyncLocalStorage",
    "DOMException",
];

const BINARY: &[&str] = &[
    "+",
    "-",
    "*",
    "/",
    "%",
    "<",
    ">",
    "<=",
    "===",
    "==",
    "!=",
    "&",
    "|",
    "^",
    "<<",
    ">>",
    ">>>",
    "&&",
    "||",
    "??",
    "in",
    "instanceof",
    ",",
];

const PATTERNS: &[&str] = &[
    "a*",
    "(a|b)+?",
    "[a-z]{2,}",
    "\\b",
    "(?<n>.)\\k<n>",
    "^$",
    "\\p{L}",
    "(?=x)",
    "(?i:a)",
    "[",
    "(?:",
    "\\u{1F600}",
    "a{,5}",
    "\\cA",
    "(?<!a)b",
    "[\\d-x]",
    ".{0,3}$",
];

/// Writes a program, as scripts to be run one after the other: one that is no syntax spoils no more
/// than itself.
pub(super) fn program(choices: &mut Choices<'_>) -> Vec<String> {
    let mut scripts = vec![PRELUDE.to_owned()];
    for _ in 0..24 {
        if choices.is_empty() {
            break;
        }
        let mut writer =
            Writer { choices, text: "try { ".to_owned(), is_async: false, is_generator: false };
        writer.statement(4);
        writer.text.push_str(" } catch (error) { f = error; }\n");
        scripts.push(writer.text);
    }
    scripts
}

struct Writer<'a, 'b> {
    choices: &'a mut Choices<'b>,
    text: String,
    is_async: bool,
    is_generator: bool,
}

impl Writer<'_, '_> {
    fn put(&mut self, text: &str) {
        self.text.push_str(text);
    }

    fn one_of(&mut self, things: &[&str]) {
        let thing = *self.choices.pick(things);
        self.text.push_str(thing);
    }

    fn name(&mut self) {
        self.one_of(NAMES);
    }

    fn block(&mut self, depth: usize) {
        self.put("{ $(); ");
        for _ in 0..=self.choices.below(3) {
            self.statement(depth);
        }
        self.put(" }");
    }

    fn statement(&mut self, depth: usize) {
        if depth == 0 {
            return self.assignment(1);
        }
        let depth = depth - 1;
        match self.choices.below(26) {
            0..10 => self.assignment(depth),
            10 => {
                self.put("if (");
                self.expression(depth);
                self.put(") ");
                self.block(depth);
                if self.choices.once_in(2) {
                    self.put(" else ");
                    self.block(depth);
                }
            }
            11 => {
                self.put("for (let i = 0; i < 3; i++) ");
                self.block(depth);
            }
            12 => {
                self.put("for (");
                self.one_of(&[
                    "a of ",
                    "const i of ",
                    "let [x, ...y] of ",
                    "var { x = 1 } of ",
                    "b in ",
                    "let k in ",
                ]);
                self.expression(depth);
                self.put(") ");
                self.block(depth);
            }
            13 => {
                self.put("while (");
                self.expression(depth);
                self.put(") { $(); ");
                self.statement(depth);
                self.one_of(&[" if ($n & 4) break; }", " break; }", " }", " if (a) continue; }"]);
            }
            14 => {
                self.put("try ");
                self.block(depth);
                self.one_of(&[" catch ", " catch (a) ", " catch ({ message: b }) "]);
                self.block(depth);
                if self.choices.once_in(2) {
                    self.put(" finally ");
                    self.block(depth);
                }
            }
            15 => {
                self.put("throw ");
                self.expression(depth);
                self.put(";");
            }
            16 => {
                self.put("switch (");
                self.expression(depth);
                self.put(") { case ");
                self.expression(depth);
                self.put(": ");
                self.statement(depth);
                self.one_of(&[" break; default: ", " case 'abc': ", " default: "]);
                self.statement(depth);
                self.put(" }");
            }
            17 => {
                self.put(
                    "outer: for (let i = 0; i < 4; i++) { $(); for (const j of [1, 2]) { $(); ",
                );
                self.statement(depth);
                self.one_of(&[" continue outer; } }", " break outer; } }", " } }"]);
            }
            18 => {
                self.one_of(&["let ", "const ", "var "]);
                self.one_of(&[
                    "[a, b = a, ...c]",
                    "{ x, y: { z } = {}, ...d }",
                    "[[x] = []]",
                    "x",
                    "{ length }",
                ]);
                self.put(" = ");
                self.expression(depth);
                self.put(";");
            }
            19 => {
                self.put("$l(() => ");
                self.one_of(&[
                    "setTimeout(",
                    "setImmediate(",
                    "queueMicrotask(",
                    "process.nextTick(",
                ]);
                self.function(depth);
                self.put("));");
            }
            20 => self.class(depth),
            21 if self.is_async => {
                self.name();
                self.put(" = await ");
                self.expression(depth);
                self.put(";");
            }
            22 if self.is_generator => {
                self.name();
                self.one_of(&[" = yield ", " = yield* "]);
                self.expression(depth);
                self.put(";");
            }
            23 => {
                self.one_of(&["delete ", "++", "--", "void ", "typeof "]);
                self.name();
                self.put(".");
                self.one_of(&["x", "y", "lastIndex", "z"]);
                self.put(";");
            }
            24 => {
                self.put("{ const r = { [Symbol.dispose]() { $(); } }; ");
                self.statement(depth);
                self.put(" }");
            }
            _ => {
                self.expression(depth);
                self.put(";");
            }
        }
    }

    fn assignment(&mut self, depth: usize) {
        match self.choices.below(8) {
            0 => {
                self.name();
                self.property();
                self.one_of(&[" = ", " ??= ", " += ", " **= "]);
            }
            1 => self.one_of(&["[a, b] = ", "({ x: c, ...d } = ", "[d.x, ...c] = "]),
            _ => {
                self.name();
                self.put(" = ");
            }
        }
        let closes = self.text.ends_with("...d } = ");
        self.put("$c(");
        self.expression(depth);
        self.put(if closes { "));" } else { ");" });
    }

    fn property(&mut self) {
        let name = *self.choices.pick(PROPERTIES);
        if name.starts_with('[') {
            self.put(name);
        } else if name.starts_with(|first: char| first.is_ascii_digit()) {
            let _ = write!(self.text, "[{name}]");
        } else {
            self.one_of(&[".", ".", "?."]);
            self.put(name);
        }
        // Assigning to what may be absent is no syntax.
        self.text = std::mem::take(&mut self.text).replace("?.", ".");
    }

    fn expression(&mut self, depth: usize) {
        if depth == 0 || self.choices.is_empty() {
            let is_name = self.choices.once_in(2);
            if is_name {
                return self.name();
            }
            self.put("(");
            self.one_of(LITERALS);
            return self.put(")");
        }
        let depth = depth - 1;
        match self.choices.below(20) {
            0 | 1 => self.name(),
            2 => {
                self.put("(");
                self.one_of(LITERALS);
                self.put(")");
            }
            3 => {
                self.put("(");
                self.expression(depth);
                self.put(" ");
                self.one_of(BINARY);
                self.put(" ");
                self.expression(depth);
                self.put(")");
            }
            4 => {
                self.one_of(&["!", "-", "~", "+", "typeof "]);
                self.expression(depth);
            }
            5 => {
                self.expression(depth);
                self.property();
            }
            6..10 => {
                self.expression(depth);
                self.put(".");
                self.one_of(METHODS);
                self.arguments(depth);
            }
            10..12 => {
                self.one_of(FUNCTIONS);
                self.arguments(depth);
            }
            12 => {
                self.put("new ");
                let class = *self.choices.pick(CLASSES);
                let _ = write!(self.text, "({class})");
                self.arguments(depth);
            }
            13 => {
                self.put("[");
                self.expression(depth);
                self.one_of(&[", ", ", ...", ", , "]);
                self.expression(depth);
                self.put("]");
            }
            14 => {
                self.put("({ x: ");
                self.expression(depth);
                self.one_of(&[", y: ", ", ...", ", [b]: ", ", __proto__: "]);
                self.expression(depth);
                self.put(" })");
            }
            15 => {
                self.put("(");
                self.function(depth);
                self.put(")");
                if self.choices.once_in(2) {
                    self.arguments(depth);
                }
            }
            16 => {
                self.one_of(&["`x${", "String.raw`\\u${", "e`${"]);
                self.expression(depth);
                self.put("}`");
            }
            17 => {
                self.put("(");
                self.expression(depth);
                self.put(" ? ");
                self.expression(depth);
                self.put(" : ");
                self.expression(depth);
                self.put(")");
            }
            18 => {
                self.put("new RegExp('");
                let pattern = self.choices.pick(PATTERNS).replace('\\', "\\\\");
                self.put(&pattern);
                self.put("', '");
                self.one_of(&["", "g", "u", "v", "y", "gi", "d", "s"]);
                self.put("')");
            }
            _ => self.proxy(depth),
        }
    }

    fn proxy(&mut self, depth: usize) {
        self.put("new Proxy(Object(");
        self.expression(depth);
        self.put("), { ");
        self.one_of(&[
            "get",
            "set",
            "has",
            "ownKeys",
            "getOwnPropertyDescriptor",
            "deleteProperty",
            "defineProperty",
            "getPrototypeOf",
            "apply",
            "construct",
        ]);
        self.put("(...a) { $(); return ");
        self.expression(depth);
        self.put("; } })");
    }

    fn arguments(&mut self, depth: usize) {
        self.put("(");
        for at in 0..self.choices.below(4) {
            if at > 0 {
                self.put(", ");
            }
            match self.choices.below(6) {
                0 => self.function(depth),
                1 => {
                    self.one_of(&["1", "-1", "2", "'a'", "'utf8'", "0", "'g'", "'$&$1$<n>'", "20"])
                }
                2 => {
                    self.put("...");
                    self.expression(depth);
                }
                _ => self.expression(depth),
            }
        }
        self.put(")");
    }

    fn function(&mut self, depth: usize) {
        let (kind, arrow) = *self.choices.pick(&[
            ("", true),
            ("async ", true),
            ("function ", false),
            ("function* ", false),
            ("async function ", false),
            ("async function* ", false),
        ]);
        let outer = (self.is_async, self.is_generator);
        self.is_async = kind.contains("async");
        self.is_generator = kind.contains('*');
        self.put(kind);
        self.one_of(&["()", "(x)", "(x, y = x)", "({ x }, ...y)", "(...x)", "([a])"]);
        self.put(if arrow { " => { $(); " } else { " { $(); " });
        self.statement(depth);
        self.put(" return ");
        self.expression(depth);
        self.put("; }");
        (self.is_async, self.is_generator) = outer;
    }

    fn class(&mut self, depth: usize) {
        let outer = (self.is_async, self.is_generator);
        (self.is_async, self.is_generator) = (false, false);
        self.name();
        self.put(" = class A");
        if self.choices.once_in(2) {
            self.put(" extends (");
            self.one_of(CLASSES);
            self.put(")");
        }
        self.put(" { ");
        for _ in 0..self.choices.below(4) {
            self.one_of(&["#p = ", "static s = ", "x = ", "['y'] = "]);
            self.expression(depth);
            self.put("; ");
            if self.choices.once_in(2) {
                self.one_of(&[
                    "m(x) { $(); return super.m?.(x) ?? ",
                    "get g() { $(); return ",
                    "static async n() { $(); return ",
                    "*i() { $(); yield ",
                    "[Symbol.iterator]() { $(); return ",
                ]);
                self.expression(depth);
                self.put("; } ");
            }
            if self.text.matches('#').count() > 1 {
                break;
            }
        }
        if self.choices.once_in(3) {
            self.put("constructor(...x) { super(...x); $(); ");
            self.statement(depth);
            self.put(" }");
        }
        self.put(" };");
        (self.is_async, self.is_generator) = outer;
    }
}
