// Sizes: strings, arrays, buffers, numbers that no machine has room for, and loops that go on for as
// good as ever. A line `//- name` begins each snippet; `show(f)` prints what f returns or throws.
//- repeat to 2**30
show(() => 'a'.repeat(2 ** 30));
//- repeat of many characters
show(() => 'abc'.repeat(2 ** 29));
//- repeat by Infinity
show(() => 'a'.repeat(Infinity));
//- repeat of nothing
show(() => ''.repeat(2 ** 53).length);
//- repeat to 2**28
show(() => 'a'.repeat(2 ** 28).length);
//- padStart to 2**30
show(() => 'a'.padStart(2 ** 30));
//- padEnd with a long text
show(() => 'a'.padEnd(2 ** 53 - 1, 'xyz'));
//- doubling a string
show(() => { let s = 'a'; for (let i = 0; i < 64; i++) s += s; return s; });
//- doubling by a template
show(() => { let s = 'ab'; for (let i = 0; i < 64; i++) s = `${s}${s}`; return s; });
//- doubling by concat
show(() => { let s = 'ab'; for (let i = 0; i < 64; i++) s = s.concat(s, s); return s; });
//- doubling by join
show(() => { let s = 'ab'; for (let i = 0; i < 64; i++) s = [s, s, s].join('-'); return s; });
//- ! doubling by replace: takes a development build half a minute
show(() => { let s = 'aa'; for (let i = 0; i < 64; i++) s = s.replace(/a/g, 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'); return s; });
//- doubling by replaceAll
show(() => { let s = 'aa'; for (let i = 0; i < 64; i++) s = s.replaceAll('a', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'); return s; });
//- growing by $&
show(() => { let s = 'aa'; for (let i = 0; i < 64; i++) s = s.replace(/.*/, '$&$&$&$&$&$&$&$&'); return s; });
//- Array(1e9).join()
show(() => Array(1e9).join());
//- Array(1e8).join('abcdef')
show(() => Array(1e8).join('abcdef'));
//- array toString with a giant length
show(() => { const a = []; a.length = 2 ** 32 - 1; return String(a); });
//- Array(2**32)
show(() => Array(2 ** 32));
//- ! array length 2**32 - 1, sort: goes on for minutes, as in Node
show(() => { const a = [3, 1, 2]; a.length = 2 ** 32 - 1; a.sort(); return a.slice(0, 3).join(); });
//- array length 2**32 - 1, push
show(() => { const a = []; a.length = 2 ** 32 - 1; return a.push(1); });
//- array with one far element
show(() => { const a = []; a[4294967294] = 1; return a.length; });
//- ! array with far elements, forEach: goes on for minutes, as in Node
show(() => { const a = []; a[4e9] = 1; let n = 0; a.forEach(() => n++); return n; });
//- ! array with far elements, indexOf: goes on for minutes, as in Node
show(() => { const a = []; a[4e9] = 1; return a.indexOf(1); });
//- array with far elements, reverse of a short one
show(() => { const a = [1]; a.length = 1e5; return a.reverse().length; });
//- ! array with far elements, map: goes on for minutes, as in Node
show(() => { const a = []; a[3e9] = 1; return a.map((x) => x + 1).length; });
//- ! array with far elements, filter: goes on for minutes, as in Node
show(() => { const a = []; a[3e9] = 1; return a.filter(() => 1).length; });
//- array with far elements, concat
show(() => { const a = []; a[3e9] = 1; return a.concat([1]).length; });
//- ! array with far elements, slice: goes on for minutes, as in Node
show(() => { const a = []; a[3e9] = 1; return a.slice(5).length; });
//- ! array with far elements, join: goes on for minutes, as in Node
show(() => { const a = []; a[3e9] = 1; return a.join('').length; });
//- array with far elements, inspect
show(() => { const a = []; a[3e9] = 1; return require('util').inspect(a); });
//- array with far elements, JSON
show(() => { const a = []; a[4294967294] = 1; a.length = 10; return JSON.stringify(a); });
//- array with far elements, keys
show(() => { const a = []; a[3e9] = 1; return Object.keys(a).join(); });
//- array with far elements, deepStrictEqual
show(() => { const a = [], b = []; a[3e9] = 1; b[3e9] = 1; return require('assert').deepStrictEqual(a, b); });
//- array with far elements, structuredClone
show(() => { const a = []; a[3e9] = 1; return structuredClone(a).length; });
//- shrinking a giant length
show(() => { const a = []; a.length = 2 ** 32 - 1; a.length = 0; return a.length; });
//- shrinking a giant length with elements
show(() => { const a = [1]; a[4e9] = 2; a.length = 1; return a.length; });
//- toSorted of 2**32 - 1
show(() => { const a = []; a.length = 2 ** 32 - 1; return Array.prototype.toSorted.call({ length: 2 ** 32 }); });
//- toSpliced, too long
show(() => Array.prototype.toSpliced.call({ length: 2 ** 53 - 1 }, 0, 0, 1));
//- toReversed, too long
show(() => Array.prototype.toReversed.call({ length: 2 ** 53 - 1 }));
//- with, too long
show(() => Array.prototype.with.call({ length: 2 ** 53 - 1 }, 0, 0));
//- push on a giant array-like
show(() => Array.prototype.push.call({ length: 2 ** 53 - 1 }, 1));
//- unshift on a giant array-like
show(() => Array.prototype.unshift.call({ length: 2 ** 53 - 1 }, 1));
//- splice on a giant array-like
show(() => Array.prototype.splice.call({ length: 2 ** 53 - 1 }, 2 ** 53 - 3, 0, 1));
//- pop on a giant array-like
show(() => { const o = { length: 2 ** 53 - 1 }; Array.prototype.pop.call(o); return o.length; });
//- at on a giant array-like
show(() => Array.prototype.at.call({ length: 2 ** 53 - 1, 9007199254740990: 5 }, -1));
//- includes with a far start
show(() => Array.prototype.includes.call({ length: 2 ** 53 - 1 }, undefined, 2 ** 53 - 3));
//- indexOf with a far start
show(() => Array.prototype.indexOf.call({ length: 2 ** 53 - 1, 9007199254740990: 5 }, 5, -2));
//- lastIndexOf with a near start
show(() => Array.prototype.lastIndexOf.call({ length: 2 ** 53 - 1, 2: 5 }, 5, 3));
//- copyWithin on a giant array-like
show(() => Array.prototype.copyWithin.call({ length: 2 ** 53 - 1 }, 5, 2 ** 53 - 3).length);
//- fill on the end of a giant array-like
show(() => Array.prototype.fill.call({ length: 2 ** 53 - 1 }, 1, 2 ** 53 - 3)[9007199254740990]);
//- slice on the end of a giant array-like
show(() => Array.prototype.slice.call({ length: 2 ** 53 - 1 }, -2).length);
//- slice of too much
show(() => Array.prototype.slice.call({ length: 2 ** 53 - 1 }));
//- flat of a giant length
show(() => { const a = []; a.length = 1e6; return a.flat().length; });
//- concat of giants
show(() => { const a = { length: 2 ** 53 - 1, [Symbol.isConcatSpreadable]: true }; return [1].concat(a); });
//- map of too much
show(() => Array.prototype.map.call({ length: 2 ** 53 - 1 }, (x) => x));
//- Array.from of a giant length
show(() => Array.from({ length: 1e10 }));
//- Array.from of 2**32
show(() => Array.from({ length: 2 ** 32 }));
//- Array.from of an endless iterator
show(() => { let n = 0; return Array.from({ [Symbol.iterator]: () => ({ next: () => { if (++n > 1e6) throw new Error('enough'); return { value: 1 }; } }) }); });
//- Reflect.apply with 2**32 arguments
show(() => Reflect.apply(Math.max, null, { length: 2 ** 32 }));
//- apply with 2**31 arguments
show(() => Math.max.apply(null, { length: 2 ** 31 }));
//- Reflect.construct with 2**40 arguments
show(() => Reflect.construct(Array, { length: 2 ** 40 }));
//- String.fromCharCode with 10,000,000 arguments
show(() => String.fromCharCode.apply(null, { length: 1e7 }));
//- ! String.raw of a giant: takes a development build half a minute, and Node minutes
show(() => String.raw({ raw: { length: 2 ** 53 - 1 } }));
//- String.raw of giant pieces
show(() => String.raw({ raw: { length: 1e9, 0: 'a'.repeat(2 ** 28), 1: 'a'.repeat(2 ** 28), 2: 'x' } }));
//- Object.fromEntries of a giant
show(() => Object.fromEntries(Array(3)));
//- ownKeys that says too much
show(() => Reflect.ownKeys(new Proxy({}, { ownKeys: () => ({ length: 2 ** 32 }) })));
//- JSON.stringify with a giant list
show(() => JSON.stringify({}, new Proxy([], { get: (t, k) => k === 'length' ? 1e6 : undefined })));
//- JSON.stringify with a giant space
show(() => JSON.stringify([[[1]]], null, 'x'.repeat(1e6)).length);
//- ! JSON.stringify, too long: takes a development build a minute
show(() => { const s = '"'.repeat(2 ** 28); return JSON.stringify([s, s, s]); });
//- JSON.stringify of a giant array
show(() => { const a = []; a.length = 2 ** 32 - 1; return JSON.stringify(a); });
//- Uint8Array of 2**40
show(() => new Uint8Array(2 ** 40));
//- Uint8Array of 2**53
show(() => new Uint8Array(2 ** 53));
//- Float64Array of 2**33
show(() => new Float64Array(2 ** 34));
//- ArrayBuffer of 2**53
show(() => new ArrayBuffer(2 ** 53));
//- ArrayBuffer that may grow to 2**50
show(() => new ArrayBuffer(0, { maxByteLength: 2 ** 50 }));
//- SharedArrayBuffer of 2**50
show(() => new SharedArrayBuffer(2 ** 50));
//- SharedArrayBuffer that may grow to 2**45
show(() => new SharedArrayBuffer(0, { maxByteLength: 2 ** 45 }));
//- Uint8Array.from of a giant
show(() => Uint8Array.from({ length: 2 ** 40 }));
//- Uint8Array of a giant array-like
show(() => new Uint8Array({ length: 2 ** 40 }));
//- Uint8Array.set of a giant
show(() => new Uint8Array(4).set({ length: 2 ** 53 - 1 }));
//- Buffer.alloc of 2**40
show(() => Buffer.alloc(2 ** 40));
//- Buffer.allocUnsafe of 2**53
show(() => Buffer.allocUnsafe(2 ** 53));
//- Buffer.concat with a giant length
show(() => Buffer.concat([], 2 ** 50));
//- Buffer.from of a giant array-like
show(() => Buffer.from({ length: 2 ** 40 }));
//- Buffer fill by nothing
show(() => Buffer.alloc(5).fill('').length);
//- Buffer to a string that is too long
show(() => Buffer.alloc(2 ** 29 + 9).toString('latin1'));
//- Buffer to hexadecimal digits that are too long
show(() => Buffer.alloc(2 ** 28 + 9).toString('hex'));
//- BigInt shift by 2**64
show(() => 1n << 2n ** 64n);
//- BigInt shift by 2**40
show(() => 1n << 2n ** 40n);
//- BigInt power
show(() => 10n ** 10n ** 10n);
//- BigInt power of power
show(() => 2n ** (2n ** 40n));
//- ! BigInt squaring: the engine multiplies long numbers slowly, and Node takes seven seconds
show(() => { let n = 3n; for (let i = 0; i < 64; i++) n *= n; return n; });
//- BigInt asUintN of 2**53
show(() => BigInt.asUintN(2 ** 53 - 1, -1n));
//- BigInt asIntN of 2**53
show(() => BigInt.asIntN(2 ** 53 - 1, -1n));
//- BigInt of a long text
show(() => BigInt('9'.repeat(20000)).toString().length);
//- BigInt divided by zero
show(() => 1n / 0n);
//- BigInt to a negative power
show(() => 2n ** -1n);
//- toFixed and kin out of range
show(() => (1).toFixed(101)); show(() => (1).toPrecision(101)); show(() => (1).toString(37)); show(() => (1e21).toFixed(2)); show(() => (1).toExponential(-1));
//- dates out of range
show(() => new Date(8.64e15 + 1).toISOString()); show(() => new Date(NaN).toISOString()); show(() => new Date(-8.64e15).toISOString());
//- dates out of range, shown locally
show(() => new Date(-8.64e15).toLocaleDateString()); show(() => new Date(8.64e15).toLocaleString()); show(() => new Date(NaN).toLocaleTimeString());
//- Intl of dates out of range
show(() => new Intl.DateTimeFormat('en').format(-8.64e15)); show(() => new Intl.DateTimeFormat('en').format(8.65e15)); show(() => new Intl.DateTimeFormat('en', { dateStyle: 'full', timeStyle: 'long', timeZone: 'Asia/Tokyo' }).format(8.64e15));
//- Intl of far dates in other calendars
for (const ca of ['chinese', 'hebrew', 'islamic', 'japanese', 'buddhist', 'persian', 'coptic', 'dangi', 'roc', 'indian', 'ethiopic']) show(() => typeof new Intl.DateTimeFormat('en-u-ca-' + ca).format(-8e15));
//- Intl with wrong options
show(() => new Intl.DateTimeFormat('xx-invalid-locale-name-that-is-long')); show(() => new Intl.NumberFormat('en', { minimumFractionDigits: 200 })); show(() => new Intl.DateTimeFormat('en', { timeZone: 'No/Where' })); show(() => new Intl.Locale('')); show(() => new Intl.PluralRules('en').select(Infinity)); show(() => new Intl.ListFormat('en').format([1])); show(() => new Intl.Segmenter('en').segment('\ud800').containing(0).segment.length); show(() => 'a'.localeCompare('b', 'xx-')); show(() => (1e21).toLocaleString()); show(() => (10n ** 400n).toLocaleString().length); show(() => new Intl.Collator('en', { numeric: true }).compare('1'.repeat(1e5), '2'.repeat(1e5)));
//- Temporal out of range
for (const text of ['new Temporal.PlainDate(275760, 9, 14)', 'Temporal.PlainDate.from("-271821-04-18")', 'Temporal.Instant.fromEpochMilliseconds(8.64e15 + 1)', 'new Temporal.Duration(2 ** 32)', 'new Temporal.Duration(0, 0, 0, 1e300)', 'Temporal.PlainDate.from("2020-01-01").add({ years: 1e6 })', 'Temporal.Instant.from("+275760-09-13T00:00:00Z").add({ hours: 1 })', 'new Temporal.PlainTime(25)', 'Temporal.Duration.from({ days: 1e15 }).total("nanoseconds")', 'Temporal.ZonedDateTime.from("2020-01-01[No/Where]")', 'Temporal.PlainYearMonth.from({ year: 1e9, month: 1 })', 'new Temporal.Instant(8640000000000000000001n)', 'Temporal.PlainDate.from("2020-01-01").until("2020-01-01", { smallestUnit: "year", roundingIncrement: 1e9 })']) show(() => typeof eval(text));
//- setTimeout out of range
setTimeout(() => console.log('late'), 2 ** 40); setTimeout(() => process.exit(), 50);
//- a Map of 300,000
show(() => { const m = new Map(); for (let i = 0; i < 3e5; i++) m.set(i, i); return m.size; });
//- Set operations with a giant size
show(() => new Set([1]).union({ size: Infinity, has() {}, keys: () => [][Symbol.iterator]() }).size);
//- Set operations with a wrong size
show(() => new Set([1]).union({ size: NaN, has() {}, keys() {} }));
//- Iterator take and drop
show(() => [1].values().drop(2 ** 53).toArray().length); show(() => [1].values().take(Infinity).toArray().length); show(() => [1].values().take(-1));
//- split into too much
show(() => 'a'.repeat(2 ** 20).split('').length);
//- normalize of a long text
show(() => '\ufdfa'.repeat(1e5).normalize('NFKD').length);
//- toUpperCase of a long text
show(() => 'ß'.repeat(1e6).toUpperCase().length);
//- encodeURIComponent of a long text
show(() => encodeURIComponent('€'.repeat(1e6)).length);
//- ! escape of too long a text: takes a development build a minute
show(() => escape('€'.repeat(2 ** 27)));
//- ! encodeURI of too long a text: takes a development build a minute
show(() => encodeURI('€'.repeat(2 ** 27)));
//- decodeURIComponent of halves
show(() => decodeURIComponent('%E0%A4%A')); show(() => encodeURIComponent('\ud800'));
//- String.fromCodePoint out of range
show(() => String.fromCodePoint(0x110000)); show(() => String.fromCodePoint(-1)); show(() => String.fromCodePoint(1.5));
//- catastrophic regexp, linear by automaton
show(() => /^(a+)+$/.test('a'.repeat(1e5) + 'b'));
//- catastrophic regexp with alternatives
show(() => /^(a|a)*$/.test('a'.repeat(1e4) + 'b'));
//- catastrophic regexp with dots
show(() => /^(.*)*x$/.test('a'.repeat(1e4)));
//- catastrophic regexp of an e-mail
show(() => /^([a-zA-Z0-9])(([\-.]|[_]+)?([a-zA-Z0-9]+))*(@){1}[a-z0-9]+[.]{1}(([a-z]{2,3})|([a-z]{2,3}[.]{1}[a-z]{2,3}))$/.test('a'.repeat(1e4) + '!'));
//- catastrophic regexp with a capture
show(() => /(x+x+)+y/.exec('x'.repeat(1e4)));
//- regexp with huge bounds
show(() => /a{2147483648,}/.test('a')); show(() => /a{0,4294967296}/.test('a')); show(() => /(?:a{0,65535}){0,65535}b/.test('a'));
//- regexp with bounds the wrong way round
show(() => new RegExp('a{5,2}'));
//- regexp with 100,000 groups
show(() => new RegExp('(a)'.repeat(1e5)).test('a'));
//- regexp lastIndex out of range
show(() => { const r = /a/g; r.lastIndex = 2 ** 53; return r.test('a'); }); show(() => { const r = /a/y; r.lastIndex = -5; return r.test('a'); }); show(() => { const r = /(?:)/gu; r.lastIndex = Infinity; return '\u{1f600}'.replace(r, 'x'); });
//- regexp exec that never ends
show(() => { const r = /a/g; let n = 0; r.exec = () => { if (++n > 1e5) throw new Error('enough'); return ['a']; }; return 'a'.replace(r, 'b'); });
//- match of empties
show(() => 'a'.repeat(1e5).match(/(?:)/g).length);
//- an array of 50,000,000 zeros
show(() => new Array(5e7).length);
//- Atomics.wait that times out
show(() => Atomics.wait(new Int32Array(new SharedArrayBuffer(8)), 0, 0, 10)); show(() => Atomics.wait(new Int32Array(new SharedArrayBuffer(8)), 0, 1)); show(() => Atomics.notify(new Int32Array(new SharedArrayBuffer(8)), 0, Infinity));
//- Error.stackTraceLimit, odd
for (const n of [Infinity, -1, NaN, 'x', 2 ** 53, {}]) { Error.stackTraceLimit = n; show(() => typeof new Error('x').stack); }
//- process.exit with odd codes
process.exitCode = 3; show(() => process.exit('x')); show(() => { process.exitCode = 1.5; });
//- label and name of giants
show(() => Symbol('a'.repeat(2 ** 20)).toString().length); show(() => { const o = {}; o['k'.repeat(2 ** 20)] = 1; return Object.keys(o)[0].length; });
//- querystring of giants
show(() => require('querystring').parse('a&'.repeat(1e5)).a.length); show(() => new URLSearchParams('a&'.repeat(1e5)).size);
//- URL of giants
show(() => new URL('http://a/' + '../'.repeat(1e5)).pathname); show(() => new URL('http://' + 'a'.repeat(1e6))); show(() => new URL('http://a' + '/x'.repeat(1e5)).href.length);
//- path of giants
show(() => require('path').normalize('../'.repeat(1e5)).length); show(() => require('path').join(...Array(1e4).fill('..')).length);
//- format of giants
show(() => require('util').format('%s'.repeat(1e5), ...Array(1e4).fill(1)).length); show(() => require('util').inspect('a'.repeat(1e7)).length); show(() => require('util').inspect(Array(1e6).fill(1)).length); show(() => require('util').inspect(new Map(Array(1e5).fill(0).map((_, i) => [i, i])), { maxArrayLength: 5 }).length);
//- structuredClone of giants
show(() => structuredClone(Array(1e6).fill(1)).length);
//- replacing a text by half a gigabyte of itself, by a pattern
show(() => '1'.repeat(1 << 20).replace(/(.+)/g, '$1'.repeat(1 << 16)).length);
//- replacing a text by half a gigabyte of itself
show(() => '1'.repeat(1 << 20).replace('1'.repeat(1 << 20), '$&'.repeat(1 << 16)).length);
//- changes of case that are too long
show(() => 'ß'.repeat(2 ** 28).toUpperCase());
//- memory of 2**32 bytes
show(() => new Uint8Array(2 ** 32).length); show(() => new Float64Array(2 ** 29).length); show(() => new ArrayBuffer(1, { maxByteLength: 2 ** 32 }).byteLength); show(() => new SharedArrayBuffer(2 ** 32).byteLength);
//- digits of half a gigabyte
show(() => new Uint8Array(2 ** 29).toHex()); show(() => new Uint8Array(2 ** 29).toBase64());
//- a Blob doubled 60 times
show(() => { let b = new Blob(['xx']); for (let i = 0; i < 60; i++) b = new Blob([b, b]); return b.size; });
//- groups that may match nothing, counted
show(() => /(a?){40}a{40}/.test('a'.repeat(40))); show(() => /^(a|b?){60}c$/.test('a'.repeat(60))); show(() => /(a*){9}b/.exec('a'.repeat(3000)));
