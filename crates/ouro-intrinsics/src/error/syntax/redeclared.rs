//! The first name of a text that is declared where it must not be again: the engine tells that
//! there is one, not which. ECMA-262 §14.2.1, §15.2.1, §16.1.1: Early Errors.

use std::collections::HashMap;

use ouro_syntax::{Kind, Tokens};

/// What a name was declared by.
#[derive(Clone, Copy, Eq, PartialEq)]
enum By {
    Lexical,
    /// `var`, or a function where such may stand twice.
    Var,
}

/// The names of a block, or of a function.
struct Scope<'a> {
    names: HashMap<&'a str, By>,
    is_function: bool,
    /// Whether it is a block at all, rather than an object, parameters or other brackets.
    is_block: bool,
}

/// Finds the name, and the byte where it is declared the second time.
pub(super) fn first(text: &str) -> Option<(&str, usize)> {
    let mut tokens = Tokens::new(text.as_bytes());
    let mut scopes = vec![scope(true, true)];
    let (mut last, mut second) = ("", "");
    // The names that a function or `catch` brings into the block that comes next.
    let mut waiting: Vec<&str> = Vec::new();
    let mut kind: Option<(By, usize)> = None;
    let mut depth = 0_usize;
    let mut is_name = false;
    let mut in_parameters = None;
    loop {
        let token = tokens.advance();
        let word = text.get(token.start..token.end)?;
        if token.kind == Kind::End {
            return None;
        }
        if kind.is_some_and(|(_, at)| at == depth)
            && token.newline_before
            && !is_name
            && last != ","
        {
            kind = None;
        }
        match word {
            "(" | "[" | "{" if token.kind == Kind::Punctuator => {
                let function =
                    word == "(" && (last == "function" || second == "function" || last == "catch");
                if function {
                    in_parameters = Some(depth);
                    waiting.clear();
                }
                if word == "{" {
                    let body = last == ")" || last == "=>";
                    let is_block =
                        tokens.in_block() && kind.is_none_or(|(_, at)| at != depth || last == ")");
                    let mut inner = scope(is_block, body && (is_block || !waiting.is_empty()));
                    if is_block {
                        for name in waiting.drain(..) {
                            inner.names.insert(name, By::Lexical);
                        }
                    }
                    scopes.push(inner);
                }
                depth += 1;
                is_name = kind.is_some()
                    && (is_name || last == "," || matches!(last, "let" | "const" | "var"));
            }
            ")" | "]" | "}" if token.kind == Kind::Punctuator => {
                depth = depth.saturating_sub(1);
                if in_parameters == Some(depth) {
                    in_parameters = None;
                }
                if word == "}" && scopes.len() > 1 {
                    scopes.pop();
                }
                if kind.is_some_and(|(_, at)| at > depth) {
                    kind = None;
                }
                is_name = false;
            }
            "let" | "const" | "class" if last != "." && word_follows(&tokens) => {
                kind = Some((By::Lexical, depth));
                is_name = true;
            }
            "var" if last != "." => {
                kind = Some((By::Var, depth));
                is_name = true;
            }
            "," => is_name = kind.is_some_and(|(_, at)| at <= depth),
            ";" => kind = None,
            "=" | ":" | "of" | "in" => is_name = word == ":" && kind.is_some(),
            _ if token.kind == Kind::Word => {
                if last == "function" && second != "=" && second != "(" && second != ":" {
                    let top = scopes.last().is_some_and(|scope| scope.is_function);
                    let by = if top { By::Var } else { By::Lexical };
                    if declare(&mut scopes, word, by) {
                        return Some((word, token.start));
                    }
                } else if in_parameters.is_some() && matches!(last, "(" | "," | "{" | "[" | ".") {
                    waiting.push(word);
                } else if let Some((by, at)) = kind.filter(|_| is_name) {
                    let key = tokens.clone().advance();
                    let renamed = at < depth && text.get(key.start..key.end) == Some(":");
                    if !renamed && declare(&mut scopes, word, by) {
                        return Some((word, token.start));
                    }
                    is_name = false;
                    if last == "class" {
                        kind = None;
                    }
                }
            }
            _ => {}
        }
        (second, last) = (last, word);
    }
}

fn scope<'a>(is_block: bool, is_function: bool) -> Scope<'a> {
    Scope { names: HashMap::new(), is_function, is_block }
}

/// Whether a name or pattern comes next.
fn word_follows(tokens: &Tokens<'_>) -> bool {
    let mut ahead = tokens.clone();
    let token = ahead.advance();
    token.kind == Kind::Word || matches!(ahead.text(token), b"{" | b"[")
}

/// Adds a name; whether that is not allowed.
fn declare<'a>(scopes: &mut [Scope<'a>], name: &'a str, by: By) -> bool {
    let mut inner = true;
    for scope in scopes.iter_mut().rev().filter(|scope| scope.is_block) {
        let known = scope.names.get(name).copied();
        let clashes = match (known, by) {
            (Some(_), By::Lexical) => inner,
            (Some(By::Lexical), By::Var) => true,
            _ => false,
        };
        if clashes {
            return true;
        }
        scope.names.entry(name).or_insert(by);
        if by == By::Lexical || scope.is_function {
            return false;
        }
        inner = false;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_second_declaration_is_found() {
        let name = |text| first(text).map(|(name, start)| (name.to_owned(), start));
        assert_eq!(name("let a; let a"), Some(("a".into(), 11)));
        assert_eq!(name("let a; var a"), Some(("a".into(), 11)));
        assert_eq!(name("var a; let a"), Some(("a".into(), 11)));
        assert_eq!(name("let b, a, b"), Some(("b".into(), 10)));
        assert_eq!(name("let a; function a() {}"), Some(("a".into(), 16)));
        assert_eq!(name("function f(a) { let a }"), Some(("a".into(), 20)));
        assert_eq!(name("try {} catch (e) { let e }"), Some(("e".into(), 23)));
        assert_eq!(name("class A {}\nclass A {}"), Some(("A".into(), 17)));
        assert_eq!(name("let a; { let a; { let b } } function f() { let a }"), None);
        assert_eq!(name("var a; var a; function b() {} function b() {}"), None);
        assert_eq!(
            name("const { x: a, b } = c, d = { a: 1, b: 2 }; let b"),
            Some(("b".into(), 47))
        );
        assert_eq!(name("{ let a; { var a } }"), Some(("a".into(), 15)));
    }
}
