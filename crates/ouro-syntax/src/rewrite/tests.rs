//! Each text beside what it becomes; `~` stands for U+200C, and what is marked stands in `«»`.

use super::*;

fn readable(text: &str) -> String {
    let text = text.replace('\u{200c}', "~");
    text.replace("\u{feff}\u{a0}", "«").replace("\u{a0}\u{feff}", "»")
}

#[track_caller]
fn check(source: &str, expected: &str) {
    let text = rewrite(source, false).text;
    assert_eq!(readable(&text), expected);
    assert_eq!(original(&text), source);
}

#[track_caller]
fn check_module(source: &str, expected: &str) {
    assert_eq!(readable(&rewrite(source, true).text), expected);
}

#[test]
fn other_texts_stay_as_they_are() {
    for text in ["const a = 1", "'using' // using", "x.using()", "async () => 1", "/using/.test(a)"]
    {
        assert!(matches!(rewrite(text, false).text, Cow::Borrowed(same) if same == text), "{text}");
    }
}

#[test]
fn a_variable_is_renamed_wherever_it_stands() {
    check("var using = 1; using++", "var using~~ = 1; using~~++");
    check("function using(using) { return using }", "function using~~(using~~) { return using~~ }");
    check("exports.using = using;", "exports.using = using~~;");
    check("using in a; using instanceof B", "using~~ in a; using~~ instanceof B");
}

#[test]
fn keys_keep_their_names() {
    check(
        "({ using: 1, get using() {}, using() {} })",
        "({ using: 1, get using() {}, using() {} })",
    );
    check("({ using, a: using })", "({ «using:»using~~, a: using~~ })");
    check(
        "const { using } = a, { using: b } = c",
        "const { «using:»using~~ } = a, { using: b } = c",
    );
    check("f(({ using = 2 }) => using)", "f(({ «using:»using~~ = 2 }) => using~~)");
    check(
        "class A { using = using; static using() {} }",
        "class A { using = using~~; static using() {} }",
    );
}

#[test]
fn modules_keep_the_names_they_export() {
    check_module("import { using } from 'a'", "import { using as using~~ } from 'a'");
    check_module("import { a as using } from 'a'", "import { a as using~~ } from 'a'");
    check_module("import { using as b } from 'a'", "import { using as b } from 'a'");
    check_module("export { using } from 'a'", "export { using } from 'a'");
    check_module("export { using }", "export { using~~ as using }");
    check_module("export * as using from 'a'", "export * as using from 'a'");
    check_module("import using from 'a'", "import using~~ from 'a'");
    check_module(
        "export function using() {}",
        "       function using~~() {}\n;export { using~~ as using };",
    );
}

/// What a block with resources begins and ends with.
const BEGIN: &str = "const resources~=using~();try{";
const END: &str = "}catch(error~){resources~.fail(error~)}finally{resources~.end();}";
const END_LATER: &str = "}catch(error~){resources~.fail(error~)}finally{\
                         const wait~=resources~.end();if(wait~)await wait~;}";

#[test]
fn a_block_with_resources_becomes_a_try() {
    check(
        "{ using a = b(1, 2), c = d; e }",
        &format!(
            "{{«{BEGIN}» «const» a =« resources~.sync=» b(1, 2), c =« resources~.sync=» d; e «{END}»}}"
        ),
    );
    check(
        "async function f() { 'use strict'; await using a = b }",
        &format!(
            "async function f() {{ 'use strict';«{BEGIN}» «     » «const» a =« resources~.async=» b \
             «{END_LATER}»}}"
        ),
    );
    check(
        "class A { static { using a = b } }",
        &format!("class A {{ static {{«{BEGIN}» «const» a =« resources~.sync=» b «{END}»}} }}"),
    );
    assert!(rewrite("{ using a = b }", false).disposes);
}

#[test]
fn functions_without_a_name_get_the_one_of_their_resource() {
    check(
        "{ using a = class { x = 1 }, b = c => c }",
        &format!(
            "{{«{BEGIN}» «const» a =« resources~.sync={{a:» class {{ x = 1 }}«}}.a», b =« \
             resources~.sync={{b:» c => c«}}.b» «{END}»}}"
        ),
    );
}

#[test]
fn patterns_are_no_resources() {
    check(
        "{ using a = b, {c} = d }",
        &format!(
            "{{«{BEGIN}» «const» a =« resources~.sync=» b, «=»{{c}} =« resources~.sync=» d «{END}»}}"
        ),
    );
}

#[test]
fn the_top_of_a_text_is_known() {
    assert!(disposes_at_top("using a = b") && disposes_at_top("a; await using b = c"));
    assert!(!disposes_at_top("{ using a = b }") && !disposes_at_top("using = 1"));
}

#[test]
fn a_loop_disposes_each_time_round() {
    check(
        "for (using a of b) { c }",
        &format!("for («const» a of b) {{«{BEGIN}resources~.sync=a;» c «{END}»}}"),
    );
    check(
        "for (using a of b) for (using c of d) e\nf",
        &format!(
            "for («const» a of b) «{{{BEGIN}resources~.sync=a;»for («const» c of d) \
             «{{{BEGIN}resources~.sync=c;»e«{END}}}»«{END}}}»\nf"
        ),
    );
}

#[test]
fn a_loop_with_a_resource_of_its_own_disposes_when_it_ends() {
    check(
        "for (using a = b; c;) { d }",
        &format!("«{{{BEGIN}»for («const» a =« resources~.sync=» b; c;) {{ d }}«{END}}}»"),
    );
    check(
        "for (using a = b; c;) if (d) e; else f",
        &format!("«{{{BEGIN}»for («const» a =« resources~.sync=» b; c;) if (d) e; else f«{END}}}»"),
    );
    check(
        "{for (using a = b;;) {} using e = f}",
        &format!(
            "{{«{BEGIN}»«{{{BEGIN}»for («const» a =« resources~.sync=» b;;) {{}}«{END}}}» «const» e =« \
             resources~.sync=» f«{END}»}}"
        ),
    );
}

#[test]
fn a_module_disposes_at_its_end() {
    check_module(
        "using a = b",
        "const resources~=using~();«const» a =« resources~.sync=» b\n;resources~.end();",
    );
}

#[test]
fn a_declaration_ends_with_its_line() {
    check(
        "{ using a = b\nc, d = 2 }",
        &format!("{{«{BEGIN}» «const» a =« resources~.sync=» b\nc, d = 2 «{END}»}}"),
    );
}

#[test]
fn using_before_of_is_a_name() {
    check("for (using of a) b", "for (using~~ of a) b");
    check("for (using of of a) b", "for (using~~ of of a) b");
    assert!(rewrite("for (using of = a;;) b", false).disposes);
}

#[test]
fn async_as_a_name_gets_parentheses() {
    check("f(async => async + 1)", "f(«(async)» => async + 1)");
    check("f(async a => a)", "f(async a => a)");
    check("async(1) + 2; f()\nasync(3)", "«(async)»(1) + 2; f()\n«;(async)»(3)");
    check("if (a)\nasync(1)", "if (a)\n«(async)»(1)");
    check("({ async() {} }); f(async (a, b) => a)", "({ async() {} }); f(async (a, b) => a)");
}

#[test]
fn what_is_evaluated_is_rewritten_then() {
    check("eval(a); eval (f(b, c))", "eval(«eval~(»a«)»); eval («eval~(»f(b, c)«)»)");
    check("() => { eval(a) }", "() => { eval(«eval~(»a«,typeof arguments)») }");
    check("class A { a() { eval(b) } }", "class A { a() { eval(«eval~(»b«)») } }");
    check("(a = eval(b)) => {}", "(a = eval(«eval~(»b«)»)) => {}");
    for text in [
        "eval()",
        "eval(a, b)",
        "eval(...a)",
        "a.eval(b)",
        "function eval(a) {}",
        "({ eval(a) {} })",
        "class A { eval(a) {} }",
        "eval?.(a)",
        "'eval(a)'",
    ] {
        check(text, text);
    }
    assert!(rewrite("eval(a)", false).evaluates);
}

#[test]
fn broken_texts_are_no_danger() {
    for text in
        ["using", "}using", "{using a = ", "using}}}", "for(using a of", "export{using", "`${using"]
    {
        let _ = rewrite(text, true);
        let _ = rewrite(text, false);
    }
    let _ = rewrite(&"{using a=".repeat(100_000), false);
    for text in ["eval(a);", "{using a=b}", "for(using a of b)c;", "{using a=(b)=>c}"] {
        let _ = rewrite(&text.repeat(50_000), false);
    }
    for text in ["eval(", "for(using a of b)", "{using a=()=>", "{using a=("] {
        let _ = rewrite(&text.repeat(5_000), false);
    }
}

#[test]
fn a_catch_tells_what_it_caught() {
    let check = |source: &str, expected: &str| {
        let rewritten = rewrite_catching(source, false);
        assert_eq!(rewritten.text.replace('\u{200c}', "~"), expected);
        assert_eq!(original(&rewritten.text), source);
    };
    check("try { a } catch (e) { b }", "try { a } catch (e) {catch~(e); b }");
    check("try {} catch($) {\n}finally{}", "try {} catch($) {catch~($);\n}finally{}");
    for text in [
        "try {} catch { }",
        "try {} catch ({ message }) { }",
        "p.catch (e) { }",
        "({ catch(e) { } })",
        "'} catch (e) {'",
        "// } catch (e) {",
        "`} catch (e) {`",
    ] {
        check(text, text);
    }
}
