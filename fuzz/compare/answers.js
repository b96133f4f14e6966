'use strict';
// Prints what this runtime answers to random questions, a line each; the same seed asks the same
// everywhere: `node answers.js AREA COUNT SEED`. compare.py compares two runtimes by it.

const util = require('node:util');

let state = 1;
function below(end) {
  state = (Math.imul(state ^ state >>> 15, 0x2c1b3c6d) + 0x6d2b79f5) >>> 0;
  return ((state ^ state >>> 12) >>> 0) % end;
}
const pick = (things) => things[below(things.length)];
const some = (most, make) => Array.from({ length: below(most + 1) }, make);
const words = (tokens, most = 8) => some(most, () => pick(tokens)).join('');

const ODD = ['\0', '\t', '\n', ' ', '\x7f', '\x80', 'é', 'ß', 'İ', '日', '😀', '\ud800', '\udc00', '\u2028', '\ufeff',
  'e\u0301', '\u200d', "'", '"', '`', '\\', '%', '$'];
const text = (most = 10) => some(most, () => below(3) ? pick('abcXYZ019 _-.'.split('')) : pick(ODD)).join('');
const number = () => pick([0, -0, 1, -1, NaN, Infinity, -Infinity, 0.1, 1e21, 1e-7, 123.456, 2 ** 53, 2 ** 31, 5e-324,
  below(1000) / (1 + below(1000)), (below(2 ** 20) - 2 ** 19) * 10 ** (below(40) - 20), 1.005, 0.000001, 1e-6, 25, 0.5]);
const DATES = ['2024', '-', '02', '31', '29', 'T', ' ', ':', '10', '59', '60', '24', 'Z', '+', '0130', 'Jan', 'february',
  'Mon', ',', '/', '.', '123', 'GMT', 'UTC', 'EST', 'pm', 'AM', '(', ')', '1', '12', '99', '00', '+002024', '-000000', '2024-02-29',
  '10:20:30', '13/01/2020', 'Dec 25, 1995', 'Thu, 01 Jan 1970 00:00:00 GMT', 'T00:00', '.5', '\u202f', 'Sept'];
const PATHS = ['/', '/', '\\', '..', '.', 'a', 'b.c', 'C:', '//', '\\\\', ' ', 'é', '?', 'CON', 'nul', 'x:y', '...', '.d'];
const URLS = ['http://', 'https:', '//', '/', '\\', '@', ':', '?', '#', 'a', 'b.c', '[::1]', '127.1', '0x7f', '%41', '%', 'user:p@ss',
  ':80', ':99999', 'mailto:', 'javascript:', 'file:///', 'C:', '..', ' ', '\t', "'", '"', '<', '{', '|', '^', '`', '*', 'é', 'ü.de',
  'xn--', ';', '&', '=', 'ftp://', 'foo:', '日本', '😀', '\0', '~', '$', '!', '(', '+', ','];
const QUERY = ['&', '=', '+', '%', '%20', '%E4', '%C3%BC', '%zz', 'a', 'b', ';', 'é', ' ', '\0', '__proto__', '%u0041', '%2'];
const PATTERNS = ['a', 'b', '.', '*', '+', '?', '{2}', '{1,3}', '{,2}', '(', ')', '(?:', '(?=', '(?!', '(?<=', '(?<!', '(?<n>', '\\k<n>',
  '\\1', '\\2', '|', '^', '$', '[', ']', '[^', '-', '\\d', '\\w', '\\s', '\\b', '\\B', '\\u0061', '\\u{1F600}', '\\x41', '\\cA', '\\0', '\\p{L}',
  '\\P{Lu}', 'é', '😀', '(?i:', '*?', '+?', '\\/', '/', '&&', '--', '\\q{ab|c}', ' ', '\\S', '(?-i:', '(?s:', '\\D', ','];

function value(depth = 3) {
  const leaf = [() => number(), () => text(), () => pick([null, undefined, true, false]), () => BigInt(below(99)) - 50n,
    () => Symbol(text(3)), () => new Date(below(2 ** 30) * 1000), () => /a\/b/gi, () => Buffer.from(text(4)), () => new Error(text(4)).message,
    () => Object(pick([1, 'a', true, 1n])), () => function named() {}, () => class A {}, () => class B extends Map {}, () => () => {},
    () => new Uint8Array(below(5)), () => new ArrayBuffer(below(4)), () => new Proxy({}, {}), () => Promise.resolve(1), () => globalThis.undefinedThing];
  const inner = () => value(depth - 1);
  const deep = [() => some(5, inner), () => some(3, inner).concat(Array(below(4)), some(2, inner)), () => object(inner), () => object(inner),
    () => new Map(some(3, () => [inner(), inner()])), () => new Set(some(3, inner)), () => Object.create(null, { x: { value: inner(), enumerable: true } }),
    () => Object.assign([1, inner()], { [text(4)]: inner() }), () => Object.assign(() => {}, { y: inner() }), () => new (class Foo { a = inner(); })(),
    () => Object.defineProperty({ z: 1 }, text(2), { get() { return inner(); }, enumerable: true }), () => new Map([[1, inner()]]).entries(),
    () => Object.defineProperty({}, Symbol.toStringTag, { value: text(3) }), () => some(130, () => below(99)), () => ({ [Symbol(text(2))]: inner() }),
    () => { const loop = { a: inner() }; loop.loop = loop; return loop; }, () => Object.freeze([inner()]), () => new (class extends Array {})(1, 2, inner())];
  return (depth > 0 && below(2) ? pick(deep) : pick(leaf))();
}
const object = (inner) => Object.fromEntries(some(4, () => [below(2) ? text(5) : pick(['a', 'b', 'c-d', 'e1', '0', '__p']), inner()]));

const settings = () => {
  const all = { compact: [3, true, false, 0, 1, 5], breakLength: [80, 40, 120, Infinity, 1], depth: [2, 0, 1, null, 5], sorted: [true, false],
    showHidden: [false, true], maxArrayLength: [100, 0, 1, null, 3], maxStringLength: [0, 3, null, 1000], colors: [true, false],
    getters: [true, false, 'get', 'set'], numericSeparator: [true, false], showProxy: [true, false] };
  return Object.fromEntries(Object.keys(all).filter(() => !below(4)).map((key) => [key, pick(all[key])]));
};

const AREAS = {
  inspect: () => util.inspect(value(), settings()),
  format: () => util.format(words(['%s', '%d', '%i', '%f', '%j', '%o', '%O', '%c', '%%', '%', 'a', ' ', '%x'], 5), ...some(4, () => value(2))),
  path() {
    const path = require('node:path')[pick(['posix', 'win32'])];
    const name = pick(['normalize', 'join', 'relative', 'parse', 'dirname', 'basename', 'extname', 'isAbsolute', 'toNamespacedPath', 'format']);
    const parts = [words(PATHS), words(PATHS)];
    if (name === 'format') return path.format({ dir: pick(parts), root: pick(parts), base: pick([undefined, 'a.b']), name: 'n', ext: pick(['.e', 'e']) });
    if (name === 'relative' && path.sep === '\\') for (const i in parts) parts[i] = `C:\\${parts[i]}`;
    if (name === 'relative' && path.sep === '/') for (const i in parts) parts[i] = `/${parts[i]}`;
    return [name, parts, path[name](...parts)];
  },
  querystring() {
    const querystring = require('node:querystring');
    const asked = words(QUERY, 12);
    return [asked, querystring.parse(asked, pick([undefined, '&', ';', '%']), pick([undefined, '=', ':', '&&'])), querystring.unescape(asked),
      querystring.stringify({ [words(QUERY, 2)]: text(4), b: number(), c: some(3, () => text(2)), d: value(0) }), [...new URLSearchParams(asked)]];
  },
  legacy_url() {
    const url = require('node:url');
    const [one, two] = [words(URLS), words(URLS, 4)];
    return [one, below(2) ? url.parse(one, !below(3), !below(3)) : url.resolve(one, two), url.format(url.parse(two))];
  },
  url() {
    const [one, two] = [words(URLS), words(URLS, 4)];
    const url = new URL(one, below(2) ? `http://example.com/${two}` : undefined);
    const name = pick(['protocol', 'username', 'password', 'host', 'hostname', 'port', 'pathname', 'search', 'hash', 'href']);
    try { url[name] = two; } catch (error) { return [one, name, two, error.code]; }
    return [one, name, two, url.href, url.origin, url.host, require('node:url').domainToUnicode(url.hostname)];
  },
  buffer() {
    const encoding = pick(['utf8', 'hex', 'base64', 'base64url', 'latin1', 'ascii', 'utf16le', 'UCS-2', 'binary']);
    const asked = below(2) ? text(12) : words(['a', 'B', '0', '=', '-', '_', '+', '/', ' ', '\n', 'f', 'zz', 'é', '==', '9'], 12);
    const target = Buffer.alloc(8, 1);
    const [at, length] = [below(9), pick([undefined, below(10)])];
    let written;
    try { written = length === undefined ? target.write(asked, at, encoding) : target.write(asked, at, length, encoding); } catch (error) { written = error.message; }
    const bytes = Buffer.from(asked, encoding);
    return [asked, encoding, bytes.toString('hex'), Buffer.byteLength(asked, encoding), written, target.toString('hex'), bytes.toString(pick(['utf8', 'utf16le', 'ascii', 'base64url'])),
      bytes.toString(encoding, below(5) - 1, below(9)), bytes.indexOf(text(1), below(4) - 2, encoding), bytes.fill(text(2), below(3), encoding).toString('hex')];
  },
  buffer_numbers() {
    const name = pick(['Int8', 'UInt16LE', 'UInt16BE', 'Int32LE', 'UInt32BE', 'FloatLE', 'DoubleBE', 'BigInt64LE', 'BigUInt64BE', 'IntLE', 'UIntBE']);
    const target = Buffer.alloc(10);
    const given = name.startsWith('Big') ? pick([0n, -1n, 2n ** 63n, 2n ** 64n - 1n, BigInt(below(2 ** 31))]) : pick([number(), below(2 ** 32), -below(2 ** 16), '12', undefined, null]);
    const rest = /^U?Int[BL]E$/.test(name) ? [pick([0, 1, 5, -1, 1.5, undefined]), pick([1, 2, 3, 4, 5, 6, 7, 0, undefined])] : [pick([0, 2, 9, -1, 0.5, undefined, '1'])];
    return [name, given, rest, target[`write${name}`](given, ...rest), target.toString('hex'), target[`read${name}`](...rest)];
  },
  dates() {
    const asked = words(DATES, 7);
    return [asked, Date.parse(asked)];
  },
  date_parts() {
    const parts = some(7, () => pick([number(), below(3000), below(60), -below(20)]));
    const date = new Date(...parts);
    return [parts, +date, Date.UTC(...parts), String(date), date.toJSON(), isNaN(date) || date.toUTCString(), date.setMonth(number()), date.setUTCHours(below(30), below(70))];
  },
  numbers() {
    const asked = number() * pick([1, 1, 3, 1 / 3]);
    const [digits, radix] = [below(22), 2 + below(35)];
    return [asked, asked.toFixed(digits), digits ? asked.toPrecision(digits) : '', asked.toExponential(digits), asked.toString(radix), parseInt(text(), radix), Number(words(['1', '0', '.', 'e', '-', '+', '0x', '_', ' ', 'f', 'Infinity', 'n'], 5)), parseFloat(words(['1', '0', '.', 'e', '-', '5', ' '], 6)), asked.toLocaleString()];
  },
  regexp() {
    const [source, flags] = [words(PATTERNS, 8), pick(['', 'g', 'i', 'u', 'v', 's', 'm', 'y', 'gi', 'iu', 'iv', 'dg', 'gu'])];
    const pattern = new RegExp(source, flags);
    const asked = words(['a', 'b', 'A', 'é', '😀', '1', ' ', '\n', '_', 'É', 'ſ', '-', '\ud83d'], 12);
    const found = pattern.exec(asked);
    return [String(pattern), asked, found, found?.indices, pattern.lastIndex, asked.replace(pattern, pick(['[$&]', '$1', '$<n>', "$'", '$$', '$01', '$10'])), asked.split(pattern, pick([undefined, 3])), asked.search(pattern), asked.match(pattern)];
  },
  regexp_errors() {
    try {
      return String(new RegExp(words(PATTERNS, 5), pick(['', 'u', 'v'])));
    } catch (error) {
      return error.message;
    }
  },
  strings() {
    const asked = below(2) ? text(14) : words(['ab', 'a', 'b', 'é', '😀', 'I', 'ı', 'ς', 'Σ', 'ß', 'ﬁ', ' '], 12);
    const [part, other, at] = [text(2), pick([text(3), '$&$`', "$'$$", '$1']), pick([0, 1, 3, -1, NaN, Infinity, undefined, 100])];
    return [asked, part, at, asked.split(part, pick([undefined, 2])), asked.replace(part, other), asked.replaceAll(part, other), asked.indexOf(part, at), asked.lastIndexOf(part, at),
      asked.includes(part, at), asked.slice(at, below(6) - 3), asked.substring(at, below(6)), asked.substr(at, below(5)), asked.at(at), asked.codePointAt(at), asked.padStart(below(20), part),
      asked.toUpperCase(), asked.toLowerCase(), asked.normalize(pick(['NFC', 'NFD', 'NFKC', 'NFKD'])), asked.trim(), asked.isWellFormed(), asked.toWellFormed(), escape(asked), unescape(asked), asked.localeCompare(part),
      asked.startsWith(part, at), asked.endsWith(part, at), [...asked].length, asked.big(), asked.toLocaleUpperCase('tr')];
  },
  uri() {
    const asked = below(2) ? text(8) : words(QUERY, 6);
    const all = {};
    for (const name of ['encodeURI', 'encodeURIComponent', 'decodeURI', 'decodeURIComponent']) {
      try { all[name] = globalThis[name](asked); } catch (error) { all[name] = error.message; }
    }
    return [asked, all];
  },
  json() {
    const asked = words(['{', '}', '[', ']', ',', ':', '"a"', '"b', '"', '1', '-', '.', 'e5', '0', 'true', 'null', 'x', ' ', '\n', '\\u00', '\\', '\ud800', 'é'], 7);
    let parsed;
    try { parsed = JSON.parse(asked); } catch (error) { parsed = error.message; }
    return [asked, parsed, JSON.stringify(pick([() => object(() => value(1)), () => some(4, number), () => text(12)])(), pick([null, ['a', 'b'], (key, inner) => typeof inner === 'bigint' ? `${inner}n` : inner]), pick([undefined, 2, '--', 20]))];
  },
  arrays() {
    const list = some(6, () => pick([number(), text(2), undefined, null, [1, [2]], 10, 9, 1]));
    if (!below(4)) list.length += below(3);
    const [from, to] = [pick([0, 1, -1, -2, 9, NaN, undefined]), pick([0, 2, -1, 9, undefined])];
    return [list, list.slice(from, to), list.toSorted(), list.toSpliced(from ?? 0, to ?? 0, 'x'), list.indexOf(1, from), list.lastIndexOf(1, to), list.includes(NaN, from), list.join(text(1)), list.flat(pick([0, 1, Infinity])),
      list.concat([from], to), list.at(from), [...list].copyWithin(from, to), [...list].fill(7, from, to), String(list), [...list].splice(from, to), list.findLastIndex((one) => one === 1), [...list].reverse(), Object.keys(list),
      list.toSorted((one, two) => String(one) < String(two) ? 1 : -1), Object.groupBy(list, (one) => typeof one)];
  },
  typed() {
    const kind = pick([Int8Array, Uint8ClampedArray, Int16Array, Float32Array, Float64Array, Uint32Array, globalThis.Float16Array ?? Float32Array]);
    const list = kind.from(some(6, number));
    const [from, to] = [pick([0, 1, -1, 9, NaN, undefined]), pick([0, 2, -1, 9, undefined])];
    return [list, list.slice(from, to), list.subarray(from, to), list.toSorted(), list.join(), list.indexOf(1, from), list.includes(NaN), list.fill(number(), from, to), list.toReversed(), list.findLast((one) => one > 0), Buffer.from(list.buffer).toString('hex')];
  },
  clone: () => util.inspect(structuredClone(value()), { depth: 5 }),
  equal: () => { const [one, two] = [value(2), value(2)]; return [one, two, util.isDeepStrictEqual(one, two), util.isDeepStrictEqual(one, structuredClone(one))]; },
  assertion() {
    const [one, two] = [value(2), value(2)];
    try { require('node:assert')[pick(['deepStrictEqual', 'strictEqual', 'deepEqual', 'partialDeepStrictEqual', 'notStrictEqual'])](one, two); } catch (error) { return error.message; }
    return 'equal';
  },
  escapes: () => [util.stripVTControlCharacters(words(['\x1b[31m', 'a', '\x1b', ']8;;', '\x07', '\x9b1m', '[', 'é'])), util.styleText(pick(['red', 'bold', ['blue', 'italic']]), text(4), { validateStream: false }), util.toUSVString(text(5))],
  intl() {
    const locale = pick(['en-US', 'de', 'fr', 'ja', 'ar', 'hi', 'pt-BR', 'tr']);
    return [locale, number().toLocaleString(locale, { maximumFractionDigits: below(5) }), new Intl.PluralRules(locale).select(below(30)), ['z', 'a', 'ä', 'Z', 'é'].sort(new Intl.Collator(locale).compare), new Intl.ListFormat(locale).format(['a', 'b', 'c'].slice(below(3)))];
  },
  decoder() {
    const label = pick(['utf-8', 'utf-16le', 'utf-16be', 'latin1', 'windows-1252', 'iso-8859-2', 'koi8-r', 'shift_jis', 'euc-jp', 'big5', 'gbk', 'windows-1251', 'macintosh', 'UTF8 ', 'x-user-defined', 'nope']);
    const bytes = Buffer.from(some(10, () => below(3) ? below(256) : pick([0xe2, 0x82, 0xac, 0xff, 0xfe, 0xef, 0xbb, 0xbf, 0xd8, 0, 0x81, 0x40])));
    const decoder = new TextDecoder(label, { fatal: !below(3), ignoreBOM: !below(2) });
    return [label, bytes.toString('hex'), decoder.encoding, decoder.decode(bytes.subarray(0, 3), { stream: true }) + decoder.decode(bytes.subarray(3))];
  },
  search_params() {
    const params = new URLSearchParams(pick([() => words(QUERY, 6), () => [[text(2), text(2)]], () => ({ b: text(2), a: 1 }), () => '?x=1&x=2'])());
    for (let left = below(5); left > 0; left--) params[pick(['append', 'set', 'delete', 'has', 'get', 'getAll'])](pick(['a', 'x', text(2)]), pick([text(2), '1', undefined]));
    if (!below(2)) params.sort();
    return [String(params), params, params.size, [...params.keys()]];
  },
  buffer_bytes() {
    const list = some(4, () => Buffer.from(some(9, () => below(4) ? below(256) : 97)));
    const [one = Buffer.alloc(0), two = Buffer.alloc(1)] = list;
    const [from, to] = [pick([0, 1, -2, 3, 20, undefined, NaN, 1.7, '2']), pick([0, 2, -1, 9, undefined])];
    let copied;
    try { copied = one.copy(two, from, to); } catch (error) { copied = error.message; }
    return [list, Buffer.concat(list, pick([undefined, 3, 20])), one.slice(from, to), one.subarray(from, to), copied, two, one.indexOf(97, from), one.lastIndexOf('a', to), one.includes(two), Buffer.compare(one, two), one.equals(two),
      one.toString('latin1', from, to), one.toJSON(), one.readUIntLE(0, 1), one.swap16?.call(Buffer.alloc(4, 'abcd')), Buffer.isEncoding(pick(['utf8', 'UTF-8', 'hex', 'Base64', 'x', '', 'utf16LE'])), require('node:buffer').isUtf8(one), require('node:buffer').transcode(one, 'utf8', pick(['latin1', 'utf16le', 'ascii'])),
      btoa(one.toString('latin1')), one.compare(two, from, to)];
  },
  local_dates() {
    const date = new Date(below(2) ? below(2 ** 31) * 1000 : -below(2 ** 31) * 700);
    return [+date, date.toLocaleDateString('en-US'), date.toLocaleTimeString('en-US'), date.toLocaleString('en-GB'), date.toLocaleDateString('de-DE', { dateStyle: pick(['full', 'long', 'medium', 'short']) }), date.toLocaleDateString('en-US', { weekday: 'short', month: pick(['long', 'short', '2-digit']), day: 'numeric', year: 'numeric' }), date.getTimezoneOffset(), date.toDateString()];
  },
  hashes() {
    const { createHash, createHmac } = require('node:crypto');
    const [name, asked, encoding] = [pick(['md5', 'sha1', 'sha256', 'SHA512', 'sha384', 'sha224', 'nope']), text(20), pick(['hex', 'base64', 'base64url', 'latin1', undefined])];
    return [name, createHash(name).update(asked).update(Buffer.from(asked)).digest(encoding), createHmac(name, text(4)).update(asked, 'utf8').digest('hex')];
  },
  events() {
    const EventEmitter = require('node:events');
    const emitter = new EventEmitter();
    const seen = [];
    for (let left = below(12); left > 0; left--) {
      const name = pick(['a', 'b', 'error', 'newListener']);
      const listener = (...args) => { seen.push([name, args.length]); if (!below(4)) emitter.removeAllListeners(pick(['a', 'b'])); };
      try {
        const action = pick(['on', 'once', 'prependListener', 'prependOnceListener', 'emit', 'emit', 'off', 'removeAllListeners', 'listenerCount']);
        seen.push([action, emitter[action](name, action === 'emit' ? text(2) : listener) === emitter]);
      } catch (error) { seen.push([error.code, error.message]); }
    }
    return [seen, emitter.eventNames(), emitter.listenerCount('a')];
  },
  destructuring() {
    const given = value(2);
    const answers = [];
    for (const action of [() => { const [a, b = 1, ...c] = given; return [a, b, c]; }, () => { const { length, a = 2, ...rest } = given; return [length, a, rest]; }, () => [...given], () => Math.max(...given), () => `${given}`, () => +given, () => given + 1, () => given?.x?.y,
      () => JSON.stringify(given), () => Object.entries(given), () => typeof given, () => given == 1, () => [given].flat(2).length, () => Array.from(given), () => new Map(Object.entries(given)), () => String(given).length, () => given instanceof Object]) {
      try { answers.push(action()); } catch (error) { answers.push(error.name); }
    }
    return [given, answers];
  },
  parse_args: () => util.parseArgs({ args: some(5, () => pick(['-a', '--b', '--c=1', '--no-b', 'x', '--', '-abc', '--d', '-e5', '', '-'])), strict: !below(2), allowPositionals: !below(2), allowNegative: !below(2), tokens: !below(3),
    options: { a: { type: 'boolean', short: 'a' }, b: { type: 'boolean', multiple: !below(2) }, c: { type: 'string', default: pick([undefined, 'z']) }, e: { type: 'string', short: 'e' } } }),
};

const [area, count, seed] = process.argv.slice(2);
for (let i = 0; i < Number(count); i++) {
  state = (Number(seed) * 7919 + i * 104729) >>> 0;
  below(2);
  let answer;
  try {
    answer = AREAS[area]();
    if (typeof answer !== 'string') answer = util.inspect(answer, { depth: 6, breakLength: Infinity, compact: true, maxArrayLength: 200 });
  } catch (error) {
    answer = `throws ${error.name} ${error.code ?? ''} ${error.message}`;
  }
  process.stdout.write(`${i} ${JSON.stringify(answer)}\n`);
}
if (area === undefined) console.log(Object.keys(AREAS).join(' '));
