//! Where the expression begins that a person is about to finish: `a.b['c'].d` at the end of a text.

use crate::{
    RESERVED_WORDS,
    tokens::{Kind, Token, Tokens},
};

/// The byte at which the name or chain of members at the end of a text begins; the text's length
/// where it ends with neither.
#[must_use]
pub fn chain_start(text: &str) -> usize {
    let tokens = all(text);
    let of = |at: usize| tokens.get(at).map_or("", |token: &Token| slice(text, token));
    let Some(last) = tokens.last().filter(|token| token.end == text.len()) else {
        return text.len();
    };
    let mut at = tokens.len() - 1;
    let mut start = text.len();
    if last.kind == Kind::Word {
        start = last.start;
        if at == 0 || !is_dot(of(at - 1)) {
            return start;
        }
        at -= 1;
    } else if !is_dot(of(at)) {
        return start;
    }
    // `at` is a dot: what stands before it is a value.
    loop {
        let begin = at.checked_sub(1).and_then(|before| value_start(text, &tokens, before));
        let Some(begin) = begin else { return text.len() };
        start = tokens.get(begin).map_or(start, |token| token.start);
        match begin.checked_sub(1) {
            Some(dot) if is_dot(of(dot)) => {
                // Brackets and literals do not follow a dot.
                if !tokens.get(begin).is_some_and(is_word) {
                    return text.len();
                }
                at = dot;
            }
            _ => return start,
        }
    }
}

fn all(text: &str) -> Vec<Token> {
    let mut tokens = Tokens::new(text.as_bytes());
    let mut found = Vec::new();
    loop {
        let token = tokens.advance();
        if token.kind == Kind::End {
            return found;
        }
        found.push(token);
    }
}

fn slice<'a>(text: &'a str, token: &Token) -> &'a str {
    text.get(token.start..token.end).unwrap_or_default()
}

fn is_dot(text: &str) -> bool {
    matches!(text, "." | "?.")
}

fn is_word(token: &Token) -> bool {
    token.kind == Kind::Word
}

/// The first token of the value that ends with a token: a name or literal, with the brackets that
/// follow it.
fn value_start(text: &str, tokens: &[Token], end: usize) -> Option<usize> {
    let mut at = end;
    loop {
        let token = tokens.get(at)?;
        match token.kind {
            Kind::Word => {
                let word = slice(text, token);
                let after_dot = at.checked_sub(1).and_then(|dot| tokens.get(dot));
                let is_member = after_dot.is_some_and(|dot| is_dot(slice(text, dot)));
                let is_value = is_member
                    || !RESERVED_WORDS.contains(&word)
                    || matches!(word, "this" | "super" | "null" | "true" | "false");
                return is_value.then_some(at);
            }
            Kind::Number | Kind::Regex | Kind::String => return Some(at),
            Kind::Template => {
                let whole = slice(text, token);
                return (whole.starts_with('`') && whole.ends_with('`')).then_some(at);
            }
            Kind::Punctuator if matches!(slice(text, token), "]" | ")") => {
                let open = opening(text, tokens, at)?;
                match open.checked_sub(1).and_then(|before| tokens.get(before)) {
                    Some(before) if ends_value(text, before) => at = open - 1,
                    _ => return Some(open),
                }
            }
            _ => return None,
        }
    }
}

fn ends_value(text: &str, token: &Token) -> bool {
    match token.kind {
        Kind::Word => !RESERVED_WORDS.contains(&slice(text, token)) || slice(text, token) == "this",
        Kind::Punctuator => matches!(slice(text, token), "]" | ")"),
        Kind::String => true,
        _ => false,
    }
}

fn opening(text: &str, tokens: &[Token], close: usize) -> Option<usize> {
    let mut depth = 0_usize;
    for at in (0..=close).rev() {
        match slice(text, tokens.get(at)?) {
            ")" | "]" | "}" => depth += 1,
            "(" | "[" | "{" => {
                depth = depth.checked_sub(1)?;
                if depth == 0 {
                    return Some(at);
                }
            }
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::chain_start;

    #[test]
    fn the_chain_at_the_end_is_found() {
        for (text, expected) in [
            ("a.b.c", "a.b.c"),
            ("x = a.b.", "a.b."),
            ("new X.Y.", "X.Y."),
            ("delete globalThis._", "globalThis._"),
            ("!globalThis", "globalThis"),
            ("f(o['f' + 'oo'].b", "o['f' + 'oo'].b"),
            ("o[k[0]]?.x", "o[k[0]]?.x"),
            ("f(1).a", "f(1).a"),
            ("'str'.len", "'str'.len"),
            ("[1, 2].ma", "[1, 2].ma"),
            ("a.b + c", "c"),
            ("a.b ", ""),
            ("(", ""),
            ("a.['b'].", ""),
            ("{}.a", ""),
            ("...a", "a"),
            ("typeof x", "x"),
        ] {
            assert_eq!(&text[chain_start(text)..], expected, "{text}");
        }
    }
}
