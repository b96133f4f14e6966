//! Values and what Node prints for them.

#![allow(clippy::disallowed_methods, reason = "a test plays the part of the other side")]

use boa_engine::{Context, Source};

use super::{Options, show};

/// Shows the value of a script in a fresh context.
fn shown(script: &str, options: Options) -> String {
    let mut context = Context::default();
    let value = context.eval(Source::from_bytes(script)).expect("the script runs");
    show(&value, options, &mut context).expect("inspecting throws nothing")
}

#[test]
fn values_look_as_in_node() {
    let table = [
        ("-0", "-0"),
        ("'it\\'s'", "\"it's\""),
        ("[1n, Symbol('x'), null, undefined]", "[ 1n, Symbol(x), null, undefined ]"),
        ("({ a: { b: { c: { d: 1 } } } })", "{ a: { b: { c: [Object] } } }"),
        ("[, 1,, 2,,]", "[ <1 empty item>, 1, <1 empty item>, 2, <1 empty item> ]"),
        ("Object.assign([1], { x: 2 })", "[ 1, x: 2 ]"),
        ("(class A extends Map {})", "[class A extends Map]"),
        ("(function f() {})", "[Function: f]"),
        ("(async () => {})", "[AsyncFunction (anonymous)]"),
        ("new Map([['a', { b: 1 }]])", "Map(1) { 'a' => { b: 1 } }"),
        ("new Set([1, 'x'])", "Set(2) { 1, 'x' }"),
        ("Object.create(null)", "[Object: null prototype] {}"),
        ("new Uint8Array(3)", "Uint8Array(3) [ 0, 0, 0 ]"),
        ("new ArrayBuffer(2)", "ArrayBuffer { [Uint8Contents]: <00 00>, [byteLength]: 2 }"),
        ("Object('ab')", "[String: 'ab']"),
        ("new Date(0)", "1970-01-01T00:00:00.000Z"),
        ("/a/gi", "/a/gi"),
        ("Promise.resolve(4)", "Promise { 4 }"),
        ("new Promise(() => {})", "Promise { <pending> }"),
        ("const o = {}; o.o = o; o", "<ref *1> { o: [Circular *1] }"),
        (
            "({ get a() { return 1 }, set a(x) {}, set b(x) {} })",
            "{ a: [Getter/Setter], b: [Setter] }",
        ),
        ("({ [Symbol('k')]: 1, 'a-b': 2 })", "{ 'a-b': 2, Symbol(k): 1 }"),
        ("new (class Foo { x = 1 })", "Foo { x: 1 }"),
    ];
    for (script, expected) in table {
        assert_eq!(shown(script, Options::default()), expected, "{script}");
    }
}

#[test]
fn many_short_elements_stand_in_columns() {
    let expected =
        "[\n   1000, 2000, 3000,\n   4000, 5000, 6000,\n   7000, 8000, 9000,\n  10000\n]";
    let script = "Array.from({ length: 10 }, (_, i) => (i + 1) * 1000)";
    assert_eq!(shown(script, Options::default()), expected);
}

#[test]
fn nesting_without_end_is_cut_short() {
    let script = "let o = {}; for (let i = 0; i < 5000; i++) o = { o }; o";
    let options = Options { depth: f64::INFINITY, ..Options::default() };
    let text = std::thread::Builder::new()
        .stack_size(64 << 20)
        .spawn(move || shown(script, options_of(options.depth)))
        .expect("a thread")
        .join()
        .expect("no overflow");
    assert!(text.contains("Inspection interrupted prematurely. Maximum call stack size exceeded."));
}

fn options_of(depth: f64) -> Options {
    Options { depth, ..Options::default() }
}
