//! Through the whole runtime: start-up, `util.inspect` and Buffer, each a program that repeats one
//! thing. Rooms are no public Rust, so they are measured as programs see them; what `empty` takes
//! is part of every figure.

#![allow(clippy::expect_used, reason = "a bench that cannot be prepared has failed")]

use divan::Bencher;
use divan::counter::ItemsCount;
use ouro_runtime::{Options, Runtime};

/// How often a program repeats its one thing; an unoptimised build only shows that it runs.
const REPEATS: usize = if cfg!(debug_assertions) { 10 } else { 2000 };

fn main() {
    divan::main();
}

/// Runs a program to its end, as `ouro -e` does.
fn run(program: &str) {
    let flags = vec![("--eval".to_owned(), program.to_owned())];
    let options = Options { argv0: "ouro".to_owned(), flags, ..Options::default() };
    let code = Runtime::builder().options(options).run(|runtime| runtime.run_main());
    assert_eq!(code.expect("a runtime"), 0, "{program}");
}

/// Benches a program that does `body` REPEATS times after `before`.
fn repeat(bencher: Bencher<'_, '_>, before: &str, body: &str) {
    let program =
        format!("'use strict'; {before}; for (let i = 0; i < {REPEATS}; i++) {{ {body}; }}");
    bencher.counter(ItemsCount::new(REPEATS)).bench(|| run(&program));
}

#[divan::bench(sample_size = 1, sample_count = 20)]
fn empty(bencher: Bencher<'_, '_>) {
    bencher.bench(|| run(""));
}

#[divan::bench(sample_size = 1, sample_count = 10, args = [
    "{ a: 1, b: 'two', c: [3, null], d: { e: undefined } }",
    "new Map([[1, { a: 2 }], ['three', new Set([4])]])",
    "Array.from({ length: 200 }, (_, i) => i)",
    "new Error('wrong')",
])]
fn inspect(bencher: Bencher<'_, '_>, value: &str) {
    repeat(bencher, &format!("const {{ inspect }} = require('util'), v = {value}"), "inspect(v)");
}

#[divan::bench(sample_size = 1, sample_count = 10)]
fn format(bencher: Bencher<'_, '_>) {
    repeat(bencher, "const { format } = require('util')", "format('%s has %d of %j', 'it', i, {})");
}

#[divan::bench(sample_size = 1, sample_count = 10, args = ["hex", "base64", "utf8", "latin1"])]
fn buffer_codec(bencher: Bencher<'_, '_>, encoding: &str) {
    let body = format!("Buffer.from(b.toString('{encoding}'), '{encoding}')");
    repeat(bencher, "const b = Buffer.alloc(16384, 'some ASCII text')", &body);
}

#[divan::bench(sample_size = 1, sample_count = 10, args = [
    "b.indexOf('needle')",
    "b.compare(c)",
    "Buffer.concat([b, c])",
    "b.fill('ab')",
    "b.readUInt32LE(i & 1023)",
    "b.subarray(i & 1023)",
    "Buffer.alloc(64)",
])]
fn buffer(bencher: Bencher<'_, '_>, body: &str) {
    repeat(bencher, "const b = Buffer.alloc(16384, 'hay'), c = Buffer.from(b)", body);
}
