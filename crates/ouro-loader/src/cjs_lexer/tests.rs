//! Each expectation was compared with what node 26 gives for the same source.

use super::*;

#[track_caller]
fn names(source: &str, wanted: &[&str]) {
    assert_eq!(cjs_exports(source.as_bytes()).names, wanted, "{source}");
}

#[track_caller]
fn reexports(source: &str, wanted: &[&str]) {
    assert_eq!(cjs_exports(source.as_bytes()).reexports, wanted, "{source}");
}

#[test]
fn assigned_members_are_exports_wherever_they_stand() {
    names("exports.a = 1; module.exports.b = 2; exports['c d'] = 3", &["a", "b", "c d"]);
    names(
        "function f() { exports.a = 1 } const y = exports.b = 2, z = (exports.c = 2)",
        &["a", "b", "c"],
    );
    names("exports /* x */ . f /* */ = 1; module . exports . b = 1", &["f", "b"]);
    names("exports.a == 1; exports.b === 2; if (exports.c = 1);", &["a", "b", "c"]);
    names("`${exports.f = 1}`; !exports.y; void (exports.w = 0)", &["f", "w"]);
}

#[test]
fn what_only_looks_like_an_export_is_none() {
    names("x.exports.a = 1; module.x.exports.b = 1; x.module.exports.c = 1", &[]);
    names("exports.a += 1; exports.b ??= 2; exports.c++; exports.d; exports[`e`] = 1", &[]);
    names(
        "// exports.a = 1\n/* exports.b = 1 */ 'exports.c = 1'; /exports.d = 1/; `exports.e = 1`",
        &[],
    );
    names("(0, exports).d = 1; exports?.e; exports.f.g = 1; module['exports'].c = 1", &[]);
    names("exports.\\u0061b = 1; exports['\\uD83C'] = 1", &[]);
}

#[test]
fn literals_are_read_up_to_the_first_value_that_is_no_name() {
    names("module.exports = { a, b: c, 'd': e, f: 'string', g }", &["a", "b", "d"]);
    names("module.exports = {a: 1, b: 2}", &[]);
    names("module.exports = {a, b: require('fs'), c}", &["a", "b"]);
    names("module.exports = {a() {}, b}", &["a"]);
    names("module.exports = {get a() {}, b}", &[]);
    names("module.exports = {a, ...b, c}", &["a", "c"]);
    names("module.exports = {a, ...b.d, c}", &["a"]);
    names("module.exports = {[a]: b, c}", &[]);
    names("module.exports = {a: function () {}, c}", &["a"]);
    names("module.exports = {a: b = 3, c}", &["a"]);
    names("module.exports = {a: -x, b}", &[]);
    names("0 && (module.exports = { a, b, c }) && __exportStar(require('fs'));", &["a", "b", "c"]);
    names("exports = module.exports = {a, b}", &["a", "b"]);
    names("module.exports = exports = {a, b}", &[]);
}

#[test]
fn defined_properties_count_when_their_value_is_harmless() {
    names("Object.defineProperty(exports, 'a', { enumerable: true, value: f() })", &["a"]);
    names("Object.defineProperty(module.exports, 'b', { value: 1 })", &["b"]);
    names("Object.defineProperty(exports, 'c', { get: function () { return q.p } })", &["c"]);
    names(
        "Object.defineProperty(exports, 'd', { enumerable: true, get() { return q; }, })",
        &["d"],
    );
    names(
        "Object.defineProperty(exports, 'e', { enumerable: true, get: function n() { return q['p'] } })",
        &["e"],
    );
    for source in [
        "Object.defineProperty(exports, 'f', { enumerable: true, get: () => q })",
        "Object.defineProperty(exports, 'g', { enumerable: false, value: 1 })",
        "Object.defineProperty(exports, 'h', { enumerable: true, get: function () { return q.p.r } })",
        "Object.defineProperty(exports, 'i', { enumerable: true, get: function () { return q() } })",
        "Object.defineProperty(exports, 'j', { configurable: true, value: 1 })",
        "Object.defineProperty(exports, `k`, { value: 1 })",
        "Object.defineProperty(other, 'l', { value: 1 })",
    ] {
        names(source, &[]);
    }
}

#[test]
fn the_last_module_that_is_exported_whole_counts() {
    reexports("module.exports = require('a')", &["a"]);
    reexports("module.exports = require('a'); module.exports = require('b')", &["b"]);
    reexports("module.exports = require('a'); module.exports = {b}", &[]);
    reexports("module.exports = {...require('a'), ...require('b'), x: y}", &["a", "b"]);
    reexports(
        "if (p) { module.exports = require('./p') } else { module.exports = require('./d') }",
        &["./d"],
    );
    reexports("x = require('a'); module.exports = foo(require('b'))", &[]);
}

#[test]
fn helpers_of_compilers_reexport() {
    reexports("__exportStar(require('a'), exports)", &["a"]);
    reexports("tslib_1.__exportStar(require('a'), exports); __export(require('b'))", &["a", "b"]);
    reexports("function __export(m) {} __export( require ( 'c' ) )", &["c"]);
    reexports("__export(exports, { a: () => b })", &[]);
}

#[test]
fn babels_loops_reexport_what_a_variable_holds() {
    for body in [
        "if (key === 'default' || key === '__esModule') return; exports[key] = _e[key];",
        "if (key === 'default' || key === \"__esModule\") return; if (key in exports && exports[key] === _e[key]) return; Object.defineProperty(exports, key, { enumerable: true, get: function () { return _e[key]; } });",
        "if (key === 'default' || key === '__esModule') return; if (Object.prototype.hasOwnProperty.call(_exportNames, key)) return; exports[key] = _e[key];",
        "if (key !== 'default') exports[key] = _e[key];",
        "if (key !== 'default' && !exports.hasOwnProperty(key)) exports[key] = _e[key]",
        "if (key !== 'default' && !Object.prototype.hasOwnProperty.call(exports, key)) module.exports[key] = _e[key];",
    ] {
        for value in ["require('a')", "_interopRequireWildcard(require('a'))"] {
            let source =
                format!("var _e = {value}; Object.keys(_e).forEach(function (key) {{ {body} }});");
            reexports(&source, &["a"]);
        }
        reexports(&format!("Object.keys(_e).forEach(function (key) {{ {body} }});"), &[]);
    }
}

#[test]
fn names_are_unescaped_and_given_once() {
    names("exports['\\u0061'] = exports['\\x62'] = exports.a = 1; exports.ü = 1", &["a", "b", "ü"]);
}
