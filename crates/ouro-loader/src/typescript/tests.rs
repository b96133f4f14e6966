//! What is left of a source, against what Node leaves of it.

use super::strip_types;

/// Checks that `source` becomes `wanted`, in which `·` stands for a space that was a type.
#[track_caller]
fn strips(source: &str, wanted: &str) {
    assert_eq!(strip_types(source).unwrap(), wanted.replace('·', " "), "{source}");
}

#[test]
fn annotations_become_spaces() {
    strips(
        "let a: number, b!: string, c: typeof x = 1",
        "let a········, b·········, c·········· = 1",
    );
    strips("try {} catch (e: unknown) {}", "try {} catch (e·········) {}");
    strips("const f = async <T>(\na: T) => a", "const f = async ···(\na···) => a");
    strips(
        "function f(this: X, a?: number, ...r: any[]): asserts a is T {}",
        "function f(········ a·········, ...r·······)················ {}",
    );
    strips("using x: Y = z", "using x··· = z");
}

#[test]
fn columns_count_utf_16_units() {
    strips("let é: \"ü😀\" = 1", "let é······· = 1");
}

#[test]
fn expressions_lose_their_types() {
    strips("f<T>(x); new F<T>; a<T>; tag<T>`x`", "f···(x); new F···; a···; tag···`x`");
    strips("a = (b as C).d; e = f satisfies G;", "a = (b·····).d; e = f············;");
    strips("delete a!.b; a!++; a! = 1", "delete a·.b; a·++; a· = 1");
    strips("throw x as\nany", "throw x···\n···");
}

#[test]
fn lines_do_not_read_on_where_a_type_ended_them() {
    strips("let x = a as any\n[1].f()", "let x = a ;·····\n[1].f()");
    strips("let a = b\ntype X = 1\n(f)()", "let a = b\n;·········\n(f)()");
    strips(
        "class A { y = 1\n declare x\n ['z'] = 2 }",
        "class A { y = 1\n ;········\n ['z'] = 2 }",
    );
    strips("class A { y\n public ['z'] = 2 }", "class A { y\n ;····· ['z'] = 2 }");
    strips("class A { get: any\n x() {} }", "class A { get;····\n x() {} }");
}

#[test]
fn parentheses_move_where_a_line_may_not_end() {
    strips("const f = (a): {\n x: 1\n} => a", "const f = (a····\n·····\n) => a");
    strips("const f = (a)\n: 1 => a", "const f = (a·\n··) => a");
    strips("const f = async <\nT>(a: T) => a", "const f = async (\n·· a···) => a");
}

#[test]
fn declarations_vanish() {
    strips("type A = 1;", "···········");
    strips("function g(a: 1): void; function g(a) {}", "························function g(a) {}");
    strips("export default interface X {}", &" ".repeat(29));
    strips("declare const x: 1; declare global { }", &" ".repeat(38));
    strips("namespace E { type x = 1 }", &" ".repeat(26));
    strips(
        "import type a from 'b'; import {type c, d} from 'e'; export {type f, g}; export type * from 'i'",
        "······················· import {······· d} from 'e'; export {······· g};·······················",
    );
}

#[test]
fn classes_keep_what_runs() {
    strips(
        "abstract class B extends C<T> implements D, E {}",
        "········ class B extends C··················· {}",
    );
    strips("export abstract class Q {}", "export ········ class Q {}");
    strips("class A<in out T> implements B {}", "class A························{}");
    strips(
        "class A { x?: number; y!: string; [k: string]: any; get z(): 1 { return 1 } }",
        "class A { x·········; y·········; ················· get z()··· { return 1 } }",
    );
    strips(
        "class A { f?(): void; constructor(); constructor(a?) {} }",
        "class A { ··········· ·············· constructor(a·) {} }",
    );
    strips(
        "class A extends B { static readonly a = 1; override b() {} abstract c(): void }",
        "class A extends B { static ········ a = 1; ········ b() {} ·················· }",
    );
}

#[test]
fn what_would_have_to_be_rewritten_is_refused() {
    for (source, message) in [
        ("enum A { x }", "TypeScript enum is not supported in strip-only mode"),
        (
            "namespace A { export const x = 1 }",
            "TypeScript namespace declaration is not supported in strip-only mode",
        ),
        (
            "class A { constructor(private x: number) {} }",
            "TypeScript parameter property is not supported in strip-only mode",
        ),
        (
            "import a = require('b')",
            "TypeScript import equals declaration is not supported in strip-only mode",
        ),
        ("export = 1", "TypeScript export assignment is not supported in strip-only mode"),
    ] {
        let error = strip_types(source).unwrap_err();
        assert_eq!((&*error.message, error.code()), (message, "ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX"));
    }
    let error = strip_types("let a = 1;\nconst x = ;").unwrap_err();
    assert_eq!((error.code(), error.start), ("ERR_INVALID_TYPESCRIPT_SYNTAX", 21));
}

#[test]
fn what_is_no_type_stays() {
    let source = "let type = 1, declare = 2; abstract: for (;;) break abstract; type\n= as ? is : (satisfies)";
    strips(source, source);
}
