//! What is typed into a session, so that names may be declared again and `import` works: each input
//! is a script of its own, and shares its names with the next through the global object.

use std::borrow::Cow;

use crate::tokens::{Kind, Token, Tokens};

/// Writes the declarations at the top of a text with `var`, so that a later text may repeat them.
#[must_use]
pub fn redeclarable(text: &str) -> Cow<'_, str> {
    let mut edits: Vec<(usize, usize, String)> = Vec::new();
    for (token, next) in top_level_words(text) {
        let word = text.get(token.start..token.end).unwrap_or_default();
        let following = text.get(next.start..next.end).unwrap_or_default();
        match word {
            "const" => edits.push((token.start, token.end, "var  ".into())),
            // In sloppy code `let` may be a name.
            "let" if next.kind == Kind::Word || matches!(following, "{" | "[") => {
                edits.push((token.start, token.end, "var".into()));
            }
            "class" if next.kind == Kind::Word => {
                edits.push((token.start, token.start, format!("var {following} = ")));
            }
            _ => {}
        }
    }
    apply(text, &edits)
}

/// Whether a text ends within a template or comment, or after a line continuation in a string.
#[must_use]
pub fn is_cut(text: &str) -> bool {
    let mut tokens = Tokens::new(text.as_bytes());
    while tokens.advance().kind != Kind::End {}
    tokens.is_cut()
}

/// Writes `import` statements as `const … = await import(…)`; nothing where there are none.
#[must_use]
pub fn importing(text: &str) -> Option<String> {
    let mut edits = Vec::new();
    for (token, next) in top_level_words(text) {
        let following = text.get(next.start..next.end).unwrap_or_default();
        let is_import = text.get(token.start..token.end) == Some("import");
        if is_import && !matches!(following, "(" | ".") {
            edits.push(import(text, token)?);
        }
    }
    if edits.is_empty() { None } else { Some(apply(text, &edits).into_owned()) }
}

/// One statement: where it stands, and what takes its place.
fn import(text: &str, word: Token) -> Option<(usize, usize, String)> {
    let rest = text.get(word.end..)?;
    let mut tokens = Tokens::new(rest.as_bytes());
    let of = |token: Token| rest.get(token.start..token.end).unwrap_or_default();
    let mut pattern: Vec<String> = Vec::new();
    let mut space = None;
    let mut token = tokens.advance();
    if token.kind == Kind::Word {
        pattern.push(format!("default: {}", of(token)));
        token = tokens.advance();
        if of(token) == "," {
            token = tokens.advance();
        }
    }
    if of(token) == "*" {
        tokens.advance();
        space = Some(of(tokens.advance()));
        token = tokens.advance();
    } else if of(token) == "{" {
        loop {
            let name = tokens.advance();
            match of(name) {
                "}" => break,
                "," => continue,
                _ if name.kind == Kind::End => return None,
                _ => {}
            }
            let mut ahead = tokens.clone();
            if of(ahead.advance()) == "as" {
                let local = ahead.advance();
                tokens = ahead;
                pattern.push(format!("{}: {}", of(name), of(local)));
            } else {
                pattern.push(of(name).to_owned());
            }
        }
        token = tokens.advance();
    }
    if of(token) == "from" {
        token = tokens.advance();
    }
    if token.kind != Kind::String {
        return None;
    }
    let mut end = token.end;
    let mut argument = of(token).to_owned();
    let mut ahead = tokens.clone();
    if of(ahead.advance()) == "with" {
        let open = ahead.advance();
        let close = rest.get(open.start..)?.find('}')? + open.start + 1;
        argument.push_str(&format!(", {{ with: {} }}", rest.get(open.start..close)?));
        end = close;
    }
    let loaded = format!("await import({argument})");
    let statement = match (space, pattern.is_empty()) {
        (Some(space), true) => format!("const {space} = {loaded}"),
        (Some(space), false) => {
            format!("const {space} = {loaded}, {{ {} }} = {space}", pattern.join(", "))
        }
        (None, true) => loaded,
        (None, false) => format!("const {{ {} }} = {loaded}", pattern.join(", ")),
    };
    Some((word.start, word.end + end, statement))
}

/// The words that begin statements outside all brackets, each with the token after it.
fn top_level_words(text: &str) -> Vec<(Token, Token)> {
    let mut tokens = Tokens::new(text.as_bytes());
    let mut depth = 0_usize;
    let mut found = Vec::new();
    let mut begins = true;
    loop {
        let value_ended = !tokens.expects_value();
        let token = tokens.advance();
        let of = text.get(token.start..token.end).unwrap_or_default();
        match token.kind {
            Kind::End => return found,
            Kind::Word if depth == 0 && (begins || token.newline_before && value_ended) => {
                found.push((token, tokens.clone().advance()));
            }
            Kind::Punctuator if matches!(of, "(" | "[" | "{") => depth += 1,
            Kind::Punctuator if matches!(of, ")" | "]" | "}") => depth = depth.saturating_sub(1),
            Kind::Template => {
                depth += usize::from(of.ends_with("${"));
                depth = depth.saturating_sub(usize::from(of.starts_with('}')));
            }
            _ => {}
        }
        begins = matches!(of, ";" | "}");
    }
}

fn apply<'a>(text: &'a str, edits: &[(usize, usize, String)]) -> Cow<'a, str> {
    if edits.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16 * edits.len());
    let mut at = 0;
    for (start, end, replacement) in edits {
        out.push_str(text.get(at..*start).unwrap_or_default());
        out.push_str(replacement);
        at = *end;
    }
    out.push_str(text.get(at..).unwrap_or_default());
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn declarations_at_the_top_become_vars() {
        for (text, expected) in [
            ("let a = 1, b; const c = {}", "var a = 1, b; var   c = {}"),
            ("class A { x = 1 }", "var A = class A { x = 1 }"),
            ("a\nlet [b] = c\nconst {d} = e", "a\nvar [b] = c\nvar   {d} = e"),
            ("for (let i of a) { let b }", "for (let i of a) { let b }"),
            ("{ const a = 1 }", "{ const a = 1 }"),
            ("let = 1; x.class; f(class {})", "let = 1; x.class; f(class {})"),
            ("`${let x}` // const", "`${let x}` // const"),
        ] {
            assert_eq!(redeclarable(text), expected);
        }
    }

    #[test]
    fn templates_and_comments_may_be_cut() {
        assert!(is_cut("`a") && is_cut("f(`a${b}") && is_cut("/* a") && is_cut("'a\\\n"));
        assert!(!is_cut("`a`") && !is_cut("'a") && !is_cut("'a\\\\'"));
        assert!(!is_cut("f(") && !is_cut("/* a */ // b"));
    }

    #[test]
    fn imports_become_awaited_calls() {
        for (text, expected) in [
            ("import a from 'x'", "const { default: a } = await import('x')"),
            ("import { a, b as c } from 'x';", "const { a, b: c } = await import('x');"),
            ("import * as a from \"x\"; a", "const a = await import(\"x\"); a"),
            ("import d, * as a from 'x'", "const a = await import('x'), { default: d } = a"),
            ("import 'x'", "await import('x')"),
            (
                "import a from 'x' with { type: 'json' }",
                "const { default: a } = await import('x', { with: { type: 'json' } })",
            ),
        ] {
            assert_eq!(importing(text).as_deref(), Some(expected));
        }
        assert_eq!(importing("import('x'); import.meta"), None);
        assert_eq!(importing("import {"), None);
    }
}
